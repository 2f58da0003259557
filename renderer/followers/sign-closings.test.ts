import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { type BridgeDouble, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  openedJournal,
  SHIFT,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { PATIENCE_MS } from '../../test/patience.ts'
import type { IndexedDb } from '../journal/database.ts'
import type { Journal } from '../journal/journal.ts'
import { type Followers, startFollowers } from './start-followers.ts'

vi.setConfig({ testTimeout: 30_000 })

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: PATIENCE_MS, interval: 5 })
const later = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms / 100)
  return () => clearTimeout(timer)
}

const running: Followers[] = []
let double: BridgeDouble
let indexedDb: IndexedDb
beforeEach(() => {
  double = makeBridgeDouble()
  indexedDb = freshDatabase()
})
const stopAll = () => Promise.all(running.splice(0).map((followers) => followers.stop()))
afterEach(stopAll)

const open = async (): Promise<Journal> => {
  return openedJournal(double, indexedDb)
}
const follow = (journal: Journal) =>
  running.push(startFollowers({ journal, bridge: double.bridge, later, random: () => 0.5 }))

const close = async (journal: Journal) => {
  const shift = journal.openShift()
  if (shift === null) throw new Error('no shift')
  const { float, totals, openedSeq } = shift
  const cash = { float, counted: float, expected: float, over: fen(0) }
  const body = { shiftId: SHIFT, businessDate: DATE, z: 1, fromSeq: openedSeq, totals, ...cash }
  const closed = await journal.commit({ kind: 'SHIFT_CLOSED', body }, CONTEXT)
  if (!closed.ok) throw new Error(closed.detail)
  return closed.sealed
}
const closedTill = async () => {
  const journal = await open()
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  return { journal, closing: await close(journal) }
}
const kinds = () => double.mirror.lines.map((line) => JSON.parse(line.slice(65)).kind)

test('the till’s signature comes right after the closing, names it, and is there once', async () => {
  const journal = await open()
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  follow(journal)
  await until(() => double.mirror.lines.length === 2)
  const closing = await close(journal)
  await until(() => double.mirror.lines.length === 4)
  const of = { epoch: 1, seq: closing.entry.seq, hash: closing.hash }
  expect((await journal.entryBySeq(4))?.entry).toMatchObject({ kind: 'SIGNED', body: { of } })
  expect(await journal.unsignedClosing()).toBeNull()
  expect(await journal.commit({ kind: 'SIGNED', body: { of, signature: 'YWdhaW4=' } }, CONTEXT)).toMatchObject({
    ok: true,
    already: true,
  })
})

test('a closing whose window died is signed by the next one', async () => {
  const { journal } = await closedTill()
  journal.close()
  follow(await open())
  await until(() => double.mirror.lines.length === 4)
  expect(kinds()).toEqual(['GENESIS', 'SHIFT_OPENED', 'SHIFT_CLOSED', 'SIGNED'])
})

test('without the key the closing stands, and nothing is signed', async () => {
  let asked = 0
  const call = {
    ...double.bridge.call,
    'identity.signHead': async () => {
      asked += 1
      return { ok: false, reason: 'key_missing' } as const
    },
  }
  const { journal } = await closedTill()
  running.push(startFollowers({ journal, bridge: { ...double.bridge, call }, later, random: () => 0.5 }))
  await until(() => double.mirror.lines.length === 3 && asked > 0)
  await stopAll()
  expect(kinds()).toEqual(['GENESIS', 'SHIFT_OPENED', 'SHIFT_CLOSED'])
})

test('what the mirror cannot take is signed once it can', async () => {
  double.mirror.fault = { ok: false, reason: 'disk_full' }
  const { journal } = await closedTill()
  follow(journal)
  await until(() => double.mirror.appends > 1)
  expect(journal.head().seq).toBe(3)
  double.mirror.fault = null
  await until(() => double.mirror.lines.length === 4)
  expect(kinds().at(-1)).toBe('SIGNED')
})
