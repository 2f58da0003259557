import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

const external = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

/** The main process as one CommonJS file: everything but Electron and Node is inside. */
export default defineConfig({
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
  build: {
    outDir: 'dist/main',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    ssr: 'electron/main.ts',
    rollupOptions: { external, output: { format: 'cjs', entryFileNames: 'main.cjs', codeSplitting: false } },
  },
  ssr: { noExternal: true, external: ['electron'] },
})
