import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** Packages with native code: they are loaded when a printer needs them, from beside the bundle. */
const native = ['koffi', 'serialport']
const external = ['electron', ...native, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]

const fontFolder = path.resolve(import.meta.dirname, '../electron/printing/dot-font')

/** Puts the receipt font and its licence beside the bundle. */
const receiptFont: Plugin = {
  name: 'receipt-font',
  generateBundle() {
    for (const [name, fileName] of [
      ['receipt-dots.bin', 'receipt-dots.bin'],
      ['LICENSE.txt', 'receipt-dots.LICENSE.txt'],
    ] as const) {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(path.join(fontFolder, name)) })
    }
  },
}

/** The main process as one CommonJS file: everything but Electron, Node and native code is inside. */
export default defineConfig({
  publicDir: false,
  plugins: [receiptFont],
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
  ssr: { noExternal: true, external: ['electron', ...native] },
})
