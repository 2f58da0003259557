import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyJournal } from './copy-journal.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-copy-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const tail = { till: 'a'.repeat(32), epoch: 1, seq: 2, hash: 'b'.repeat(64) }
const copy = (content: string, bytes: number) => {
  const file = path.join(folder, 'the.journal')
  writeFileSync(file, content)
  return copyJournal({ file, bytes, tail, folder: path.join(folder, 'Documents'), now: 1_790_000_000_000 })
}

test('the copy holds what was flushed, and its hash can be checked by anyone', async () => {
  const done = await copy('first\nsecond\nunfinished', 13)
  if (!done.ok) throw new Error(done.detail)
  const content = readFileSync(done.path, 'utf8')
  expect(content).toBe('first\nsecond\n')
  expect(done).toMatchObject({ entries: 2, sha256: createHash('sha256').update(content).digest('hex') })
})

test('an empty journal is copied as an empty file', async () => {
  const done = await copy('', 0)
  if (!done.ok) throw new Error(done.detail)
  expect(readFileSync(done.path, 'utf8')).toBe('')
})

test('an older copy is never overwritten', async () => {
  const first = await copy('one\n', 4)
  expect(await copy('two\n', 4)).toMatchObject({ ok: false, reason: 'write_failed' })
  expect(first.ok && readFileSync(first.path, 'utf8')).toBe('one\n')
})

test('a folder that cannot be made is said', async () => {
  writeFileSync(path.join(folder, 'Documents'), 'a file')
  expect(await copy('one\n', 4)).toMatchObject({ ok: false, reason: 'write_failed' })
  expect(readdirSync(folder).sort()).toEqual(['Documents', 'the.journal'])
})
