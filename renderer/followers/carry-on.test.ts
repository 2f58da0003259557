import { expect, test, vi } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { type BridgeDouble, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  freshDatabase,
  genesis,
  openedJournal,
  openWith,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { PATIENCE_MS } from '../../test/patience.ts'
import { type IndexedDb, openDatabase } from '../journal/database.ts'
import type { StoredEntry } from '../journal/rows.ts'
import { sha256Text } from '../journal/sha256.ts'
import { carryOn } from './carry-on.ts'

const later = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms / 100)
  return () => clearTimeout(timer)
}

/** A till of three entries, then one of a kind that a later version made, all in the given form. */
const tillWithNewerEntry = async () => {
  const double = makeBridgeDouble()
  const indexedDb = freshDatabase()
  const journal = await openedJournal(double, indexedDb)
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  await journal.commit(({ receiptNo }) => saleOf(1, 100, receiptNo), CONTEXT)
  const entries = await journal.entriesAfter(0, 10)
  const last = entries.at(-1)
  if (last === undefined) throw new Error('no entries')
  const text = JSON.stringify({ ...JSON.parse(last.text), kind: 'LOYALTY', seq: last.seq + 1, prev: last.hash })
  const newer: StoredEntry = { epoch: last.epoch, seq: last.seq + 1, hash: sha256Text(text), text }
  journal.close()
  double.sync.status = { ...double.sync.status, state: 'idle', url: 'https://office.example' }
  return { double, indexedDb, lines: [...entries, newer].map(toLine), newer }
}

const openAndCarryOn = async (double: BridgeDouble, indexedDb: IndexedDb) => {
  const opened = await openWith(double, indexedDb)
  expect(opened).toMatchObject({ ok: false, reason: 'newer_version', kept: { newest: 4 } })
  if (opened.ok || opened.kept === null) throw new Error('nothing to carry on')
  const { kept } = opened
  return carryOn({ kept, bridge: double.bridge, later, random: () => 0.5, onState: () => undefined })
}

test('an entry that only the second copy has, of a kind unknown here, stops the sale and still goes to head office', async () => {
  const { double, lines } = await tillWithNewerEntry()
  double.mirror.lines = [...lines]
  const stop = await openAndCarryOn(double, freshDatabase())
  await vi.waitUntil(() => double.sync.lines.length === lines.length, { timeout: PATIENCE_MS })
  await stop()
  expect(double.sync.lines).toEqual(lines)
  expect(double.mirror.lines).toEqual(lines)
  expect(double.print.jobs).toEqual([])
})

test('one that only the database has still goes to the second copy, and from there to head office', async () => {
  const { double, indexedDb, lines, newer } = await tillWithNewerEntry()
  const database = openDatabase(indexedDb)
  await database.journal.put(newer)
  // The version that knows the kind also knows other read tables: an older one walks the journal and meets it.
  await database.meta.put({ key: 'projection', value: 1_000 })
  const head = await database.head.get('head')
  if (head === undefined) throw new Error('no head')
  await database.head.put({ ...head, seq: newer.seq, hash: newer.hash })
  database.close()
  const stop = await openAndCarryOn(double, indexedDb)
  await vi.waitUntil(() => double.mirror.lines.length === lines.length && double.sync.lines.length === lines.length, {
    timeout: PATIENCE_MS,
  })
  await stop()
  expect(double.mirror.lines).toEqual(lines)
  expect(double.sync.lines).toEqual(lines)
})

test('what lies behind damage is not carried on: its epoch is left', async () => {
  const { double, lines } = await tillWithNewerEntry()
  double.mirror.lines = lines.map((line, at) => (at === 2 ? line.replace('"cash"', '"card"') : line))
  expect(await openWith(double, freshDatabase())).toMatchObject({
    ok: true,
    begun: { epoch: 2, reason: 'missing', parent: { seq: 2 }, missing: { first: 3 } },
  })
})
