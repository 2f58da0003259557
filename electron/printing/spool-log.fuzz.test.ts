import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type MethodName, methods } from '../../shared/bridge/bridge.ts'
import { harmed } from '../../test/fuzz/harmed.ts'
import { harshJson, nearly } from '../../test/fuzz/harsh-json.ts'
import { SOME } from '../../test/fuzz/runs.ts'
import { onePrinter, openSpool } from './spool.ts'
import { BEFORE_FIRST, chainedLine } from './spool-lines.ts'
import { openSpoolLog, type SpoolRecord } from './spool-log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-spool-fuzz-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const checked = (json: string) => `${createHash('sha256').update(json).digest('hex').slice(0, 16)} ${json}\n`
const hash = 'c'.repeat(64)
const job = (seq: number) =>
  ({ id: `1.${seq}:receipt:1`, kind: 'document', title: '01', hash, bytes: 'cGFwZXI=' }) as const
const RECORDS: readonly SpoolRecord[] = [
  { t: 'base', through: 4, unknownThrough: 0, dropped: 0, jobs: [], outcomes: [] },
  { t: 'submit', through: 5, jobs: [job(5)] },
  { t: 'state', id: job(5).id, state: 'sending', evidence: 'none', why: null },
  { t: 'state', id: job(5).id, state: 'printed', evidence: 'confirmed', why: null },
  { t: 'submit', through: 7, jobs: [job(6), job(7)] },
  { t: 'state', id: job(6).id, state: 'sending', evidence: 'none', why: null },
]
const OLD = Buffer.from(RECORDS.map((record) => checked(JSON.stringify(record))).join(''))
const chained = () => {
  let sum = BEFORE_FIRST
  return RECORDS.map((record) => {
    const next = chainedLine(sum, JSON.stringify(record))
    sum = next.sum
    return next.line
  })
}
const WHOLE = Buffer.from(chained().join(''))

const expectAllowed = (name: MethodName, answer: unknown) => {
  const parsed = v.safeParse(methods[name].output, answer)
  expect(parsed.success ? [] : v.summarize(parsed.issues)).toEqual([])
}

/** Opens a spool on a log, asks it everything, and closes it; gives the jobs that it sent. */
const openOn = async (inner: string) => {
  const sent: string[] = []
  const spool = openSpool({
    folder: inner,
    mirrorTailSeq: 9,
    printers: [
      onePrinter({
        probe: async () => 'unreachable',
        send: async (bytes) => {
          sent.push(Buffer.from(bytes).toString())
          return { sent: 'nothing', why: 'unreachable' }
        },
      }),
    ],
    random: () => 0,
    onChange: () => undefined,
    onTrouble: (detail) => {
      throw new Error(detail)
    },
    later: () => () => undefined,
  })
  const position = spool.position({})
  expectAllowed('print.position', { seq: position })
  expectAllowed('print.open', spool.open())
  expectAllowed('print.status', spool.status())
  const { outcomes, end } = spool.outcomes({ after: 0, limit: 500 })
  expectAllowed('print.outcomes', { outcomes, end })
  const open = spool.open().jobs
  await spool.close()
  return { sent, position, outcomes, open }
}

const openBytes = async (bytes: Uint8Array) => {
  const inner = mkdtempSync(path.join(folder, 'run-'))
  mkdirSync(inner, { recursive: true })
  writeFileSync(path.join(inner, 'spool.log'), bytes)
  const found = await openOn(inner)
  const kept = readdirSync(inner).filter((name) => name.startsWith('spool.damaged-'))
  return { ...found, inner, kept: kept.map((name) => readFileSync(path.join(inner, name))) }
}

test('a log that is harmed in any way opens, is kept aside as it was, and prints nothing that may be printed already', async () => {
  const whole = await openBytes(WHOLE)
  expect(whole.sent).toEqual(['paper'])
  await fc.assert(
    fc.asyncProperty(harmed(WHOLE), async (bytes) => {
      const { sent, position, open, kept, inner } = await openBytes(bytes)
      expect(position).toBeLessThanOrEqual(7)
      const [aside] = kept
      if (aside) {
        expect(aside.equals(bytes)).toBe(true)
        expect(sent).toEqual([])
        expect(open.every(({ state }) => state === 'in_doubt')).toBe(true)
      }
      const again = await openOn(inner)
      expect(again.position).toBe(position)
      expect(again.open.map(({ id }) => id)).toEqual(open.map(({ id }) => id))
    }),
    SOME,
  )
})

test('records of any content under a right checksum open, or are damage, and never break the bridge', async () => {
  const record = fc.oneof(
    fc.constantFrom(...RECORDS).chain((one) => nearly(one)),
    fc.constantFrom(...RECORDS),
    harshJson,
  )
  const lines = fc.array(
    record.map((value) => checked(JSON.stringify(value) ?? '')),
    { maxLength: 6 },
  )
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      await openBytes(Buffer.from(given.join('')))
    }),
    SOME,
  )
})

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['half a position', JSON.stringify({ ...RECORDS[0], through: 1.5 })],
  ['a position before the first', JSON.stringify({ ...RECORDS[0], through: -1 })],
])('a record of %s is damage, whatever its checksum says', async (_name, json) => {
  const { kept, position } = await openBytes(Buffer.from(checked(json)))
  expect(kept).toHaveLength(1)
  expect(position).toBe(0)
})

test('a line that is taken out, moved or doubled is damage, wherever it stood', () => {
  const inner = path.join(folder, 'chain')
  const { log } = openSpoolLog(inner, () => RECORDS.slice(0, 1))
  for (const record of RECORDS.slice(1)) log.append(record)
  log.close()
  const file = path.join(inner, 'spool.log')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const reopened = (changed: readonly string[]) => {
    writeFileSync(file, changed.map((line) => `${line}\n`).join(''))
    const { log: again, records } = openSpoolLog(inner, (known) => known)
    again.close()
    return { damaged: again.isDamaged, records }
  }
  expect(reopened(lines)).toEqual({ damaged: false, records: RECORDS })
  for (const at of lines.keys()) {
    const before = { damaged: true, records: RECORDS.slice(0, at) }
    if (at < lines.length - 1) {
      expect(reopened(lines.toSpliced(at, 1))).toEqual(before)
      expect(reopened(lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''))).toEqual(before)
    }
    expect(reopened(lines.toSpliced(at, 0, lines[at] ?? ''))).toMatchObject({ damaged: true })
  }
})

test('a log of before the chain is read to its end, and chained from then on', () => {
  const inner = path.join(folder, 'old')
  mkdirSync(inner)
  writeFileSync(path.join(inner, 'spool.log'), OLD)
  const { log, records } = openSpoolLog(inner, (known) => known)
  log.close()
  expect(records).toEqual(RECORDS)
  expect(readFileSync(path.join(inner, 'spool.log'))).toEqual(WHOLE)
  expect(openSpoolLog(inner, (known) => known).records).toEqual(RECORDS)
})
