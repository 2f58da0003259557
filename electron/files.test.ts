import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { nodeFiles } from './files.ts'

/** The calls that make bytes and names durable, in order: what no reader of a file can see. */
const flushes: string[] = []
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>()
  return {
    ...real,
    fsyncSync: (handle: number) => {
      flushes.push(real.fstatSync(handle).isDirectory() ? 'folder' : 'file')
      real.fsyncSync(handle)
    },
    fdatasyncSync: (handle: number) => {
      flushes.push('file')
      real.fdatasyncSync(handle)
    },
    writeFileSync: (file: string, content: string, options: { flush?: boolean }) => {
      if (options.flush) flushes.push('file')
      real.writeFileSync(file, content, options)
    },
  }
})

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-files-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => flushes.splice(0))

test('a flush reaches the disk, and so do a whole file and the names in a folder', () => {
  const handle = nodeFiles.open(path.join(folder, 'appended'), 'a')
  nodeFiles.write(handle, Buffer.from('line\n'))
  expect(flushes).toEqual([])
  nodeFiles.flush(handle)
  expect(flushes).toEqual(['file'])
  nodeFiles.close(handle)
  nodeFiles.writeWhole(path.join(folder, 'whole'), 'text', 0o600)
  expect(flushes).toEqual(['file', 'file'])
  nodeFiles.flushFolder(folder)
  expect(flushes).toEqual(['file', 'file', 'folder'])
})
