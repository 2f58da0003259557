import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { modelDisk } from '../../test/simulation/model-disk.ts'
import { openMirror } from './mirror.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const till = 'a'.repeat(32)
const FILE = `/mirror/${till}-1.journal`
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const linesAfter = (start: Head, count: number): string[] => {
  let head = start
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name: '王芳', role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}
const lines = linesAfter(headBeforeGenesis(till, 1), 2_000)
/** Whole lines from a number on that follow no entry of this journal. */
const strays = (seq: number, count = 1, epoch = 1) =>
  linesAfter({ till, epoch, seq: seq - 1, hash: 'e'.repeat(64) }, count)
const damaged = (some: readonly string[]) => some.map((line) => line.replaceAll('a', 'b'))

/** A file with these lines that no checkpoint tells of. */
const fileWith = (...parts: readonly (readonly string[])[]) => {
  const disk = modelDisk({ random: () => 0.1, beforeChange: () => undefined, isFull: () => false })
  const files = disk.filesFor({ isAlive: true })
  files.makeFolder('/mirror')
  files.writeWhole(
    FILE,
    parts
      .flat()
      .map((line) => `${line}\n`)
      .join(''),
    0o600,
  )
  const mirror = openMirror({ folder: '/mirror', till, epoch: 1, sha256, onTrouble: () => undefined, files })
  return { state: mirror.state().state, held: mirror.held(), unconnected: mirror.unconnected() }
}
const upTo = (last: number) => lines.slice(0, last)

test('a stray line of a huge number, appended to a whole file, raises nothing and is told', () => {
  expect(fileWith(upTo(10), strays(9_000_000))).toEqual({ state: 'damaged', held: 10, unconnected: 9_000_000 })
})

test('so is one behind damage that could not have held what would be missing', () => {
  const file = fileWith(upTo(10), damaged(lines.slice(10, 12)), lines.slice(12, 20), strays(9_000))
  expect(file).toEqual({ state: 'damaged', held: 20, unconnected: 9_000 })
})

test('a stray line in the middle hides nothing that comes after it', () => {
  const file = fileWith(upTo(10), strays(9_000), damaged(lines.slice(10, 12)), lines.slice(12, 20))
  expect(file).toEqual({ state: 'damaged', held: 20, unconnected: 9_000 })
})

test('a line of another till or epoch says nothing of this one', () => {
  expect(fileWith(upTo(10), strays(11, 1, 2))).toEqual({ state: 'damaged', held: 10, unconnected: null })
})

test('a line that cannot be read may have been the next entry', () => {
  expect(fileWith(upTo(10), damaged(lines.slice(10, 11)))).toMatchObject({ held: 11, unconnected: null })
})

test('a genuine hole is believed however long: its bytes are there', () => {
  const file = fileWith(upTo(10), damaged(lines.slice(10, 1_900)), lines.slice(1_900, 1_901))
  expect(file).toEqual({ state: 'damaged', held: 1_901, unconnected: null })
})

test('a hole that was overwritten with zeros is believed, too', () => {
  const zeros = '\0'.repeat(lines.slice(10, 1_900).join('\n').length)
  const file = fileWith(upTo(10), [zeros], lines.slice(1_900))
  expect(file).toEqual({ state: 'damaged', held: 2_000, unconnected: null })
})

test('lines that were cut out, bytes and all, are believed as far as they may be gone without a trace', () => {
  expect(fileWith(upTo(10), lines.slice(138, 139))).toMatchObject({ held: 139, unconnected: null })
  expect(fileWith(upTo(10), lines.slice(139, 140))).toMatchObject({ held: 10, unconnected: 140 })
})

test('many lines that follow one another are no stray line, whatever is gone before them', () => {
  expect(fileWith(upTo(10), lines.slice(1_000, 2_000))).toMatchObject({ held: 2_000, unconnected: null })
})

test('another entry under the next number is another branch, and is believed to be one', () => {
  expect(fileWith(upTo(10), strays(11))).toMatchObject({ held: 11, unconnected: null })
})
