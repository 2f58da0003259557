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
import { openSpool } from './spool.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-spool-fuzz-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const checked = (json: string) => `${createHash('sha256').update(json).digest('hex').slice(0, 16)} ${json}\n`
const hash = 'c'.repeat(64)
const job = (seq: number) => ({ id: `1.${seq}:receipt:1`, kind: 'document', title: '01', hash, bytes: 'cGFwZXI=' })
const RECORDS = [
  { t: 'base', through: 4, unknownThrough: 0, dropped: 0, jobs: [], outcomes: [] },
  { t: 'submit', through: 5, jobs: [job(5)] },
  { t: 'state', id: job(5).id, state: 'sending', evidence: 'none', why: null },
  { t: 'state', id: job(5).id, state: 'printed', evidence: 'confirmed', why: null },
  { t: 'submit', through: 7, jobs: [job(6), job(7)] },
  { t: 'state', id: job(6).id, state: 'sending', evidence: 'none', why: null },
]
const WHOLE = Buffer.from(RECORDS.map((record) => checked(JSON.stringify(record))).join(''))

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
    transport: {
      probe: async () => 'unreachable',
      send: async (bytes) => {
        sent.push(Buffer.from(bytes).toString())
        return { sent: 'nothing', why: 'unreachable' }
      },
    },
    virtual: false,
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
