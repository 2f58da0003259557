import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { carryFile, openFile } from './carry-file.ts'

/** Folders whose names were made durable: what no reader of a file can see. */
const flushed: string[] = []
vi.mock('./flush-folder.ts', async (importOriginal) => {
  const real = await importOriginal<typeof import('./flush-folder.ts')>()
  return {
    ...real,
    flushFolder: (folder: string) => {
      flushed.push(folder)
      return real.flushFolder(folder)
    },
  }
})

const base = mkdtempSync(path.join(tmpdir(), 'counterfoil-carry-'))
afterAll(() => rmSync(base, { recursive: true }))

test('a copy that is made anew is durable under its name', async () => {
  const [from, to] = [path.join(base, 'from'), path.join(base, 'to')]
  writeFileSync(from, 'a line\n')
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const ports = { open: openFile, sha256, onFlushed: () => undefined }
  const pair = { from, bytes: 7, to, flushed: null, whole: true }
  expect(await carryFile(pair, ports)).toEqual({ state: 'good', keptAs: null })
  expect(flushed).toEqual([base])
})
