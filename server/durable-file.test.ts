import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { writeDurably } from './durable-file.ts'

/** What reaches the disk, and the rename, in order: what no reader of a file can see. */
const steps: string[] = []
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>()
  return {
    ...real,
    writeFileSync: (file: string, content: string, options: { flush?: boolean }) => {
      steps.push(options.flush ? 'bytes flushed' : 'bytes written')
      real.writeFileSync(file, content, options)
    },
    renameSync: (from: string, to: string) => {
      steps.push('renamed')
      real.renameSync(from, to)
    },
    fsyncSync: (handle: number) => {
      steps.push(real.fstatSync(handle).isDirectory() ? 'name flushed' : 'bytes flushed')
      real.fsyncSync(handle)
    },
  }
})

test('a file is replaced whole, for its owner alone, and nothing is left beside it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-durable-'))
  const file = path.join(folder, 'secret')
  writeDurably(file, 'one')
  writeDurably(file, 'two')
  expect(readFileSync(file, 'utf8')).toBe('two')
  expect(readdirSync(folder)).toEqual(['secret'])
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('the bytes are durable before the name is given, and the name before it returns', () => {
  steps.splice(0)
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-durable-'))
  writeDurably(path.join(folder, 'secret'), 'one')
  expect(steps).toEqual(['bytes flushed', 'renamed', 'name flushed'])
})
