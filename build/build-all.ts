import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

const parts = [
  { config: 'build/vite.main.config.ts', output: 'dist/main/main.cjs' },
  { config: 'build/vite.preload.config.ts', output: 'dist/preload/preload.cjs' },
  { config: 'build/vite.renderer.config.ts', output: 'dist/renderer/index.html' },
]

const newestUnder = (folder: string): number => {
  let newest = 0
  for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs)
  }
  return newest
}

const isStale = (): boolean => {
  const outputs = parts.map((part) => path.join(root, part.output))
  if (outputs.some((file) => !existsSync(file))) return true
  const sources = Math.max(
    ...['shared', 'electron', 'renderer'].map(newestUnder),
    ...['package.json', ...parts.map((part) => part.config)].map((file) => statSync(path.join(root, file)).mtimeMs),
  )
  return outputs.some((file) => statSync(file).mtimeMs < sources)
}

/** Builds main, preload and renderer into dist/ when a source is newer than they are; true when all is built. */
export const buildAll = ({ force = false } = {}): boolean => {
  if (!force && !isStale()) return true
  console.log('Building the till ...')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  return parts.every((part) => {
    const args = [vite, 'build', '--config', part.config, '--logLevel', 'warn']
    return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  })
}
