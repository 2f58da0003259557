import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { harmed } from '../../test/fuzz/harmed.ts'
import { MANY, SOME } from '../../test/fuzz/runs.ts'
import { type Files, nodeFiles } from '../files.ts'
import { sha256 } from '../parts.ts'
import { openMirror } from './mirror.ts'
import { makeOffsetIndex } from './offset-index.ts'

const till = 'a'.repeat(32)
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
const makeLines = (count: number, from: Head, name: string): string[] => {
  let head = from
  return Array.from({ length: count }, () => {
    const body = { staff: 'wang-fang', name, role: 'manager', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}
const bytesOf = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))
/** U+FFFD is what a decoder makes of bytes that are no UTF-8: a journal that holds a true one is the hardest to tell from damage. */
const LINES = makeLines(140, headBeforeGenesis(till, 1), '王\ufffd芳')
const SHORT = LINES.slice(0, 6)
const OTHERS = [
  bytesOf(makeLines(3, headBeforeGenesis('b'.repeat(32), 1), '李雷')),
  bytesOf(makeLines(8, headBeforeGenesis(till, 1), '韩梅梅')),
  bytesOf(makeLines(3, headBeforeGenesis(till, 2), '王\ufffd芳')),
  bytesOf(LINES.slice(3, 9)),
]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-mirror-fuzz-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fileIn = (inner: string) => path.join(inner, `${till}-1.journal`)
const open = (inner: string) => openMirror({ folder: inner, till, epoch: 1, sha256, onTrouble: () => undefined })
const fresh = () => mkdtempSync(path.join(folder, 'run-'))

/** What any file may come to: good lines of the true journal are given, nothing else, and no byte is gone. */
const expectNothingLost = (inner: string, before: Buffer) => {
  const now = readFileSync(fileIn(inner))
  const torn = readdirSync(inner).filter((name) => name.includes('.torn-'))
  const aside = torn.map((name) => readFileSync(path.join(inner, name)))
  expect(Buffer.concat([now, ...aside]).equals(before)).toBe(true)
}

test('of a file that is harmed in any way only the true beginning is read, and what cannot be read stays there', () => {
  fc.assert(
    fc.property(harmed(bytesOf(SHORT), OTHERS), (bytes) => {
      const inner = fresh()
      writeFileSync(fileIn(inner), bytes)
      const mirror = open(inner)
      const { seq } = mirror.tail()
      const read = mirror.read(0, 1_000)
      expect(read).toHaveLength(seq)
      expect(bytesOf(read).equals(bytes.subarray(0, mirror.bytes()))).toBe(true)
      const isTrue = [SHORT, ...OTHERS.map((other) => other.toString('utf8').split('\n').slice(0, -1)), LINES].some(
        (journal) => read.every((line, index) => journal[index] === line),
      )
      expect(isTrue).toBe(true)
      expectNothingLost(inner, bytes)
      const { state, detail } = mirror.state()
      if (state === 'damaged') expect(detail).toContain(`${seq} (byte ${mirror.bytes()})`)
      mirror.close()
    }),
    SOME,
  )
})

test('a harmed file is never made worse by going on, and a second look finds what the first one found', () => {
  fc.assert(
    fc.property(harmed(bytesOf(SHORT), OTHERS), (bytes) => {
      const inner = fresh()
      writeFileSync(fileIn(inner), bytes)
      const mirror = open(inner)
      const tail = mirror.tail()
      const appended = mirror.append(LINES)
      mirror.close()
      const again = open(inner)
      if (appended.ok) {
        expect(again.tail()).toEqual(appended.durable)
        expect(again.read(0, 1_000)).toEqual(LINES)
      } else {
        expect(again.tail()).toEqual(tail)
        expectNothingLost(inner, bytes)
      }
      again.close()
    }),
    SOME,
  )
})

const wholeMirror = () => {
  const inner = fresh()
  const mirror = open(inner)
  mirror.append(LINES)
  mirror.close()
  return inner
}

test('whatever stands in the checkpoint, no entry is taken that the file does not hold', () => {
  const source = wholeMirror()
  const content = readFileSync(fileIn(source))
  const checkpoint = readFileSync(`${fileIn(source)}.checkpoint`)
  const bent = fc
    .record({
      bytes: fc.nat({ max: 2 * content.length }),
      lineStart: fc.nat({ max: 2 * content.length }),
      seq: fc.nat({ max: 200 }),
      hash: fc.constantFrom(...LINES.map((line) => line.slice(0, 64))),
    })
    .map((value) => Buffer.from(JSON.stringify(value)))
  fc.assert(
    fc.property(
      fc.oneof(
        harmed(checkpoint),
        bent,
        fc.uint8Array().map((some) => Buffer.from(some)),
      ),
      (bytes) => {
        const inner = fresh()
        writeFileSync(fileIn(inner), content)
        writeFileSync(`${fileIn(inner)}.checkpoint`, bytes)
        const mirror = open(inner)
        expect(mirror.tail().seq).toBe(LINES.length)
        expect(mirror.read(0, 1_000)).toEqual(LINES)
        mirror.close()
      },
    ),
    SOME,
  )
})

test('damage before the checkpoint is found by the full look, and never becomes a chain', async () => {
  const source = wholeMirror()
  const content = readFileSync(fileIn(source))
  const checkpoint = readFileSync(`${fileIn(source)}.checkpoint`)
  await fc.assert(
    fc.asyncProperty(harmed(content, OTHERS), async (bytes) => {
      const inner = fresh()
      writeFileSync(fileIn(inner), bytes)
      writeFileSync(`${fileIn(inner)}.checkpoint`, checkpoint)
      const mirror = open(inner)
      const { state } = await mirror.verifyAll(async () => undefined)
      const isWhole = readFileSync(fileIn(inner)).equals(bytesOf(LINES.slice(0, mirror.tail().seq)))
      if (!isWhole && mirror.tail().seq > 8) expect(state).toBe('damaged')
      expectNothingLost(inner, bytes)
      mirror.close()
    }),
    SOME,
  )
})

test('lines of any text are refused unless they are the next entries, and then nothing was written', () => {
  const inner = fresh()
  const mirror = open(inner)
  mirror.append(SHORT)
  const before = readFileSync(fileIn(inner))
  const header = { v: 1, till, epoch: 1, seq: 7, prev: SHORT[5]?.slice(0, 64), kind: 'X' }
  const next = fc.constantFrom(
    JSON.stringify(header, null, 1),
    JSON.stringify({ ...header, x: 'y' }).replace('y', '\ud800'),
  )
  // The entry that is next would be taken, and what is refused here would then follow it.
  const isNotNext = (one: string) => one !== LINES[SHORT.length]
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.oneof(fc.string({ unit: 'binary' }), next).map((text) => `${sha256(text)} ${text}`),
    fc.constantFrom(...[...LINES, ...OTHERS.flatMap((other) => other.toString('utf8').split('\n'))].filter(isNotNext)),
  )
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
      expect(mirror.append(lines).ok).toBe(lines.every((one) => SHORT.includes(one)))
      expect(readFileSync(fileIn(inner)).equals(before)).toBe(true)
    }),
    SOME,
  )
  mirror.close()
})

test('bytes that are no UTF-8 are not taken for the character that a decoder puts in their place', () => {
  const inner = fresh()
  const whole = bytesOf(SHORT)
  const at = whole.lastIndexOf(Buffer.from('\ufffd'))
  const bent = Buffer.concat([whole.subarray(0, at), Buffer.of(0xff), whole.subarray(at + 3)])
  writeFileSync(fileIn(inner), bent)
  const mirror = open(inner)
  expect(mirror.state().state).toBe('damaged')
  expect(mirror.read(0, 10)).toEqual(SHORT.slice(0, 5))
  mirror.close()
})

test('a file without any line feed is looked through once, however long it is', () => {
  const inner = fresh()
  writeFileSync(fileIn(inner), Buffer.alloc(6_000_000, 'x'))
  let bytes = 0
  const read: Files['read'] = (handle, into, position) => {
    bytes += into.length
    return nodeFiles.read(handle, into, position)
  }
  const files = { ...nodeFiles, read }
  const mirror = openMirror({ folder: inner, till, epoch: 1, sha256, onTrouble: () => undefined, files })
  expect(mirror.tail().seq).toBe(0)
  expect(bytes).toBeLessThan(4 * 6_000_000)
  mirror.close()
})

test('the index never points behind what is asked for', () => {
  const step = fc.record({ seq: fc.integer({ min: 1, max: 5_000 }), anchor: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step), fc.integer({ min: 1, max: 6_000 }), (steps, wanted) => {
      const index = makeOffsetIndex()
      for (const { seq, anchor } of steps) index[anchor ? 'anchor' : 'note'](seq, seq * 10)
      const { seq, offset } = index.nearest(wanted)
      expect(seq).toBeLessThanOrEqual(wanted)
      expect(offset).toBe(seq === 1 && offset === 0 ? 0 : seq * 10)
    }),
    MANY,
  )
})
