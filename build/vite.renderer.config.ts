import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The screens. Assets are never inlined: the content security policy allows no data: scripts or styles. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    // One bundle, read from the disk: there is no download to keep small.
    chunkSizeWarningLimit: 2_000,
    modulePreload: false,
  },
})
