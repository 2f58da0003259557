import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { type Files, nodeFiles } from '../files.ts'
import { openMirror } from './mirror.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const till = 'a'.repeat(32)
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const makeLines = (count: number, from: Head = headBeforeGenesis(till, 1), name = '王芳'): string[] => {
  let head = from
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name, role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-mirror-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (files: Files = nodeFiles) => {
  const troubles: string[] = []
  const onTrouble = (detail: string) => troubles.push(detail)
  return Object.assign(openMirror({ folder, till, epoch: 1, sha256, onTrouble, files }), { troubles })
}
const file = () => path.join(folder, `${till}-1.journal`)
const hashOf = (line: string | undefined) => line?.slice(0, 64)
const now = async () => undefined

test('what was appended is in the file, line by line, and is there after a restart', () => {
  const lines = makeLines(3)
  const mirror = open()
  expect(mirror.append(lines)).toMatchObject({ ok: true, durable: { seq: 3, hash: hashOf(lines[2]) } })
  mirror.close()
  expect(readFileSync(file(), 'utf8')).toBe(lines.map((line) => `${line}\n`).join(''))
  const again = open()
  expect(again.tail()).toEqual({ till, epoch: 1, seq: 3, hash: hashOf(lines[2]) })
  expect(again.state()).toEqual({ state: 'good', detail: null })
  expect(again.read(1, 10)).toEqual(lines.slice(1))
})

test('lines that are there already are skipped, so a repeated append changes nothing', () => {
  const lines = makeLines(4)
  const mirror = open()
  mirror.append(lines.slice(0, 3))
  expect(mirror.append(lines)).toMatchObject({ ok: true, durable: { seq: 4 } })
  expect(mirror.append(lines)).toMatchObject({ ok: true, durable: { seq: 4 } })
  expect(mirror.read(0, 100)).toEqual(lines)
})

test('a gap answers with the tail, and nothing is written', () => {
  const lines = makeLines(5)
  const mirror = open()
  mirror.append(lines.slice(0, 2))
  expect(mirror.append(lines.slice(3))).toMatchObject({ ok: false, reason: 'gap', tail: { seq: 2 } })
  expect(mirror.append([lines[2] ?? '', lines[4] ?? ''])).toMatchObject({ ok: false, reason: 'gap', tail: { seq: 2 } })
  expect(mirror.read(0, 100)).toEqual(lines.slice(0, 2))
})

test('another entry under a number that is taken is a fork, and so is one that links elsewhere', () => {
  const lines = makeLines(3)
  const other = makeLines(4, headBeforeGenesis(till, 1), '李雷')
  const mirror = open()
  mirror.append(lines)
  expect(mirror.append(other.slice(1, 2))).toMatchObject({ ok: false, reason: 'fork' })
  expect(mirror.append(other.slice(3))).toMatchObject({ ok: false, reason: 'fork' })
  expect(mirror.read(0, 100)).toEqual(lines)
})

test('a line that was edited, or is of another till, is refused as a broken chain', () => {
  const [line = ''] = makeLines(1)
  const mirror = open()
  expect(mirror.append([line.replace('manager', 'cashier')])).toMatchObject({ ok: false, reason: 'broken_chain' })
  const stranger = makeLines(1, headBeforeGenesis('b'.repeat(32), 1))
  expect(mirror.append(stranger)).toMatchObject({ ok: false, reason: 'broken_chain' })
  expect(mirror.tail().seq).toBe(0)
})

test.each([
  ['half a line', (line: string) => line.slice(0, 90)],
  ['a whole line without its end', (line: string) => line],
  ['pages that were never written', () => '\u0000'.repeat(4096)],
  ['pages that were never written, with an end', () => `${'\u0000'.repeat(300)}"}\n`],
])('a tail torn to %s is cut and kept aside, and the till goes on', (_name, tear) => {
  const lines = makeLines(3)
  const mirror = open()
  mirror.append(lines.slice(0, 2))
  mirror.close()
  const torn = tear(lines[2] ?? '')
  appendFileSync(file(), torn)
  const again = open()
  expect(again.state().state).toBe('torn_tail_cut')
  expect(again.tail().seq).toBe(2)
  expect(readFileSync(`${file()}.torn-1`, 'utf8')).toBe(torn)
  expect(again.append(lines.slice(2))).toMatchObject({ ok: true, durable: { seq: 3 } })
  expect(readFileSync(file(), 'utf8')).toBe(lines.map((line) => `${line}\n`).join(''))
})

test.each([
  ['in the middle', 1],
  ['in the last line, which had been whole', 2],
])('a byte that flips %s is damage: the file is left as it is and nothing is appended', (_name, index) => {
  const lines = makeLines(4)
  const mirror = open()
  mirror.append(lines.slice(0, 3))
  mirror.close()
  const flipped = lines.slice(0, 3)
  flipped[index] = (flipped[index] ?? '').replace('王芳', '王方')
  const content = flipped.map((line) => `${line}\n`).join('')
  writeFileSync(file(), content)
  const again = open()
  expect(again.state().state).toBe('damaged')
  expect(again.append(lines.slice(3))).toMatchObject({ ok: false, reason: 'broken_chain' })
  expect(again.read(0, 100)).toEqual(lines.slice(0, index))
  expect(readFileSync(file(), 'utf8')).toBe(content)
  expect(readdirSync(folder).some((name) => name.includes('torn'))).toBe(false)
})

test('a start verifies from the checkpoint, and the full verification finds what lies before it', async () => {
  const lines = makeLines(140)
  const mirror = open()
  mirror.append(lines.slice(0, 130))
  mirror.append(lines.slice(130))
  mirror.close()
  expect(readdirSync(folder)).toContain(`${till}-1.journal.checkpoint`)
  const content = readFileSync(file(), 'utf8')
  writeFileSync(file(), content.replace('王芳', '王方'))
  const again = open()
  expect(again.tail().seq).toBe(140)
  expect(again.state().state).toBe('good')
  expect(await again.verifyAll(now)).toMatchObject({ state: 'damaged' })
  expect(again.held()).toBe(140)
  expect(again.append(makeLines(141).slice(140))).toMatchObject({ ok: false, reason: 'broken_chain' })
  expect(open().state().state).toBe('damaged')
})

test('a checkpoint that does not fit the file is not believed', () => {
  const lines = makeLines(140)
  const mirror = open()
  mirror.append(lines)
  mirror.close()
  const checkpoint = `${file()}.checkpoint`
  const bent = { ...JSON.parse(readFileSync(checkpoint, 'utf8')), hash: 'f'.repeat(64) }
  writeFileSync(checkpoint, JSON.stringify(bent))
  writeFileSync(file(), readFileSync(file(), 'utf8').replace('王芳', '王方'))
  expect(open().state().state).toBe('damaged')
})

test('a file that lost its end after the checkpoint was made is read from its beginning', () => {
  const lines = makeLines(140)
  const mirror = open()
  mirror.append(lines)
  mirror.close()
  writeFileSync(
    file(),
    lines
      .slice(0, 50)
      .map((line) => `${line}\n`)
      .join(''),
  )
  const again = open()
  expect(again.tail().seq).toBe(50)
  expect(again.troubles).toHaveLength(1)
  expect(again.append(lines.slice(50))).toMatchObject({ ok: true, durable: { seq: 140 } })
})

test('pages of lines come in order from anywhere, before and after the checkpoint', async () => {
  const lines = makeLines(1_100)
  const mirror = open()
  for (let from = 0; from < lines.length; from += 100) mirror.append(lines.slice(from, from + 100))
  mirror.close()
  const again = open()
  for (const after of [0, 1, 255, 256, 257, 700, 1_023, 1_024, 1_090, 1_099, 1_100, 5_000]) {
    expect(again.read(after, 7)).toEqual(lines.slice(after, after + 7))
  }
  expect(again.read(0, 0)).toEqual([])
  expect(await again.verifyAll(now)).toEqual({ state: 'good', detail: null })
})

const failing = (calls: Partial<Files>): Files => ({ ...nodeFiles, ...calls })
const failure = (code: string) => Object.assign(new Error(code), { code })

test('a disk that fills up in the middle of a write leaves the file as it was, and the next append goes through', () => {
  const lines = makeLines(3)
  let isFull = false
  const mirror = open(
    failing({
      write: (handle, bytes) => {
        if (!isFull) return nodeFiles.write(handle, bytes)
        nodeFiles.write(handle, bytes.subarray(0, 40))
        throw failure('ENOSPC')
      },
    }),
  )
  mirror.append(lines.slice(0, 1))
  isFull = true
  expect(mirror.append(lines.slice(1))).toMatchObject({ ok: false, reason: 'disk_full' })
  expect(readFileSync(file(), 'utf8')).toBe(`${lines[0]}\n`)
  isFull = false
  expect(mirror.append(lines.slice(1))).toMatchObject({ ok: true, durable: { seq: 3 } })
  expect(mirror.read(0, 10)).toEqual(lines)
})

test('a flush that fails is no success, even where the file cannot be put back until later', () => {
  const lines = makeLines(2)
  let isBroken = true
  const unlessBroken = <T>(work: () => T): T => {
    if (isBroken) throw failure('EIO')
    return work()
  }
  const mirror = open(
    failing({
      flush: (handle) => unlessBroken(() => nodeFiles.flush(handle)),
      truncate: (handle, size) => unlessBroken(() => nodeFiles.truncate(handle, size)),
    }),
  )
  expect(mirror.append(lines)).toMatchObject({ ok: false, reason: 'write_failed' })
  expect(mirror.tail().seq).toBe(0)
  isBroken = false
  expect(mirror.append(lines)).toMatchObject({ ok: true, durable: { seq: 2 } })
  expect(readFileSync(file(), 'utf8')).toBe(lines.map((line) => `${line}\n`).join(''))
})

test('a disk that takes a few bytes at a time still gets the whole line', () => {
  const lines = makeLines(2)
  const mirror = open(failing({ write: (handle, bytes) => nodeFiles.write(handle, bytes.subarray(0, 7)) }))
  expect(mirror.append(lines)).toMatchObject({ ok: true })
  expect(mirror.read(0, 10)).toEqual(lines)
})
