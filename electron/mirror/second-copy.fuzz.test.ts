import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { harmed } from '../../test/fuzz/harmed.ts'
import { SOME } from '../../test/fuzz/runs.ts'
import { sha256 } from '../parts.ts'
import { openSecondCopy } from './second-copy.ts'

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
const LINES = makeLines(6, headBeforeGenesis(till, 1), '王芳')
const OTHER = makeLines(6, headBeforeGenesis(till, 1), '李雷')
const WHOLE = Buffer.from(LINES.map((line) => `${line}\n`).join(''))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-second-copy-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const now = async () => undefined
const NAME = `${till}-1.journal`
const openOn = (bytes: Buffer, unfinished: Buffer | null = null) => {
  const inner = mkdtempSync(path.join(folder, 'run-'))
  writeFileSync(path.join(inner, NAME), bytes)
  if (unfinished) writeFileSync(path.join(inner, `${NAME}.rebuilt`), unfinished)
  const onTrouble = () => undefined
  return { inner, copy: openSecondCopy({ folder: inner, till, epoch: 1, sha256, onTrouble }) }
}

test('what is salvaged of a harmed file are lines that are whole, each as it was written', () => {
  fc.assert(
    fc.property(harmed(WHOLE, [Buffer.from(`${OTHER[0]}\n`)]), fc.nat({ max: 7 }), (bytes, after) => {
      const { copy } = openOn(bytes)
      const known = new Set([...LINES, ...OTHER])
      const salvaged = copy.salvage(after, 100)
      expect(salvaged.filter((line) => !known.has(line))).toEqual([])
      for (const line of salvaged) expect(Number(JSON.parse(line.slice(65)).seq)).toBeGreaterThan(after)
      copy.close()
    }),
    SOME,
  )
})

test('a damaged file is made again from the true journal, whatever an earlier attempt left, and all of it is kept', async () => {
  const left = fc.option(harmed(WHOLE, [Buffer.from(OTHER.map((line) => `${line}\n`).join(''))]))
  await fc.assert(
    fc.asyncProperty(harmed(WHOLE), left, async (bytes, unfinished) => {
      const { inner, copy } = openOn(bytes, unfinished)
      const isDamaged = copy.state().state === 'damaged'
      for (let turn = 0; turn < 4 && copy.state().state === 'damaged'; turn += 1) {
        await copy.rebuild({ lines: LINES, complete: true }, now)
      }
      expect(copy.state().state).not.toBe('damaged')
      if (isDamaged) {
        expect(copy.read(0, 100)).toEqual(LINES)
        const contents = readdirSync(inner).map((name) => readFileSync(path.join(inner, name)))
        expect(contents.some((content) => content.equals(bytes))).toBe(true)
      }
      copy.close()
    }),
    SOME,
  )
})

test('lines that are not the journal from its first entry on put nothing in the place of a damaged file', async () => {
  const damaged = Buffer.from(WHOLE)
  damaged[Math.floor(WHOLE.length / 2)] = 0xff
  const line = fc.oneof(fc.constantFrom(...LINES, ...OTHER.slice(1)), fc.string({ unit: 'binary' }))
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), async (lines) => {
      const { inner, copy } = openOn(damaged)
      const isJournal = lines.every((one, index) => LINES.slice(0, index + 1).includes(one)) && lines[0] === LINES[0]
      const rebuilt = await copy.rebuild({ lines, complete: true }, now)
      if (!isJournal) expect(readFileSync(path.join(inner, NAME)).equals(damaged)).toBe(true)
      if (rebuilt.ok && isJournal) expect(copy.read(0, 10)).toEqual(LINES.slice(0, rebuilt.tail.seq))
      copy.close()
    }),
    SOME,
  )
})
