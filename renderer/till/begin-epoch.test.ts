import { beforeEach, expect, test } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { type BridgeDouble, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  idOf,
  openWith,
  SHIFT,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { MANAGER } from '../../test/contract/till-fixtures.ts'
import { documentsOf } from '../followers/document-id.ts'
import { renderDocument } from '../followers/render-document.ts'
import { reprint } from '../followers/reprint.ts'
import type { IndexedDb } from '../journal/database.ts'
import type { Journal, Place } from '../journal/journal.ts'
import { beginEpoch } from './begin-epoch.ts'
import { refundSale } from './refund-sale.ts'
import { reprintReport } from './reprint-report.ts'
import { requestInvoice } from './request-invoice.ts'
import { closeShift, openShift, reportX } from './shift.ts'
import { tillAtStart, useTill } from './till.ts'
import { xReadSince } from './x-read.ts'

const opened = async (double: BridgeDouble, database: IndexedDb) => {
  const result = await openWith(double, database)
  if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
  return result
}

const mirrorAll = async (double: BridgeDouble, journal: Journal) => {
  const entries = await journal.entriesAfter(double.mirror.lines.length, 100)
  await double.bridge.call['mirror.append']({ lines: entries.map(({ hash, text }) => `${hash} ${text}`) })
}

/** A till with two sales in an open shift, whose last two numbers nobody has any more; it has begun its second epoch. */
const inSecondEpoch = async (more: (first: Journal) => Promise<unknown> = async () => undefined) => {
  const double = makeBridgeDouble()
  const database = freshDatabase()
  const first = (await opened(double, database)).journal
  await first.commit(genesis, { by: null, shift: null })
  await first.commit(shiftOpened, CONTEXT)
  for (const order of [1, 2]) await first.commit(({ receiptNo }) => saleOf(order, 5_600, receiptNo), CONTEXT)
  await more(first)
  await mirrorAll(double, first)
  first.close()
  await double.bridge.call['print.submit']({ through: first.head().seq + 2, jobs: [] })
  const { journal, begun } = await opened(double, database)
  if (begun === null) throw new Error('no epoch was begun')
  await beginEpoch({ journal, bridge: double.bridge }, begun)
  return { double, database, journal, begun }
}

beforeEach(() => {
  useTill.setState(tillAtStart(), true)
  useTill.setState({ staff: MANAGER })
})

test('the first entry names what the till can prove, why it left, and the numbers that are missing', async () => {
  const { journal, double, begun } = await inSecondEpoch()
  expect((await journal.entryBySeq(1))?.entry).toMatchObject({
    epoch: 2,
    kind: 'GENESIS',
    body: { parent: { epoch: 1, seq: 4 }, left: { reason: 'missing', missing: { first: 5, last: 6 } } },
  })
  expect(journal.facts()).toMatchObject({ restaurant: '样例饭馆' })
  expect(await beginEpoch({ journal, bridge: double.bridge }, begun)).toEqual({ ok: true })
  expect(journal.head().seq).toBe(1)
})

test('the shift that was open stays with its totals, interrupted, and another one can be opened', async () => {
  const { journal } = await inSecondEpoch()
  expect(journal.openShift()).toBeNull()
  expect(await journal.interruptedShifts()).toMatchObject([
    { shiftId: SHIFT, totals: { sales: 2, salesTotal: 11_200 } },
  ])
  expect(await openShift(journal, fen(20_000))).toEqual({ ok: true })
  expect(await journal.interruptedShifts()).toHaveLength(1)
  expect(await closeShift(journal, fen(20_000))).toMatchObject({ ok: true, value: { z: 2, totals: { sales: 0 } } })
})

test('receipt numbers go on beyond those that may stand on paper', async () => {
  const { journal } = await inSecondEpoch()
  const next = { by: 'wang-fang', shift: idOf(901) }
  const body = { shiftId: next.shift, businessDate: DATE, float: fen(0) }
  await journal.commit({ kind: 'SHIFT_OPENED', body }, next)
  const sold = await journal.commit(({ receiptNo }) => saleOf(3, 5_600, receiptNo), next)
  expect(sold).toMatchObject({ ok: true, sealed: { entry: { body: { receiptNo: 'S1-20261124-0005' } } } })
})

test('what was sold before is listed, refunded once, invoiced and reprinted, also with a database made again', async () => {
  const { double, journal, database } = await inSecondEpoch()
  await openShift(journal, fen(20_000))
  const [two, one] = await journal.salesOn(DATE, { limit: 10 })
  if (one === undefined || two === undefined) throw new Error('not listed')
  const how = { reason: 'x', approvedBy: 'wang-fang' }
  expect(await refundSale(journal, one, how)).toEqual({ ok: true, already: false })
  expect(await requestInvoice(journal, two, { name: '张三', taxpayerId: '' })).toEqual({ ok: true, already: false })
  const parts = { journal, bridge: double.bridge }
  expect(await reprint(parts, { of: two, copy: 2 }, { by: 'wang-fang', shift: null })).toMatchObject({ ok: true })
  await mirrorAll(double, journal)
  const listed = await journal.salesOn(DATE, { limit: 10 })
  expect(listed).toMatchObject([
    { epoch: 1, seq: 4, copies: 2 },
    { epoch: 1, seq: 3 },
  ])
  const sums = await journal.sums()
  journal.close()
  for (const where of [database, freshDatabase()]) {
    const again = (await opened(double, where)).journal
    expect(await again.salesOn(DATE, { limit: 10 })).toEqual(listed)
    expect(await again.sums()).toEqual(sums)
    expect(await again.interruptedShifts()).toMatchObject([{ shiftId: SHIFT }])
    useTill.setState({ shift: again.openShift() })
    expect(await refundSale(again, one, how)).toEqual({ ok: true, already: true })
    again.close()
  }
})

test('an order of the epoch before is not sold a second time', async () => {
  const { journal } = await inSecondEpoch()
  const again = await journal.commit(({ receiptNo }) => saleOf(2, 5_600, receiptNo), CONTEXT)
  expect(again).toMatchObject({ ok: true, already: true, sealed: { entry: { epoch: 1, seq: 4 } } })
})

test('a till that stops before the first entry of its new epoch finds what to write there', async () => {
  const { double, journal, begun } = await inSecondEpoch()
  journal.close()
  const other = makeBridgeDouble()
  Object.assign(other, { earlier: double.earlier, begun })
  Object.assign(other.app, { epoch: 2 })
  const found = await opened(other, freshDatabase())
  expect(found.begun).toEqual(begun)
  expect(found.journal.isNew()).toBe(true)
  expect(await found.journal.salesOn(DATE, { limit: 10 })).toHaveLength(2)
  expect(await beginEpoch({ journal: found.journal, bridge: other.bridge }, begun)).toEqual({ ok: true })
})

/** The X report of an epoch as paper has it, without the time and the number of a copy. */
const paperOf = async (journal: Journal, of: Place | null) => {
  const sealed = of && (await journal.entryAt(of))
  const [name] = sealed ? documentsOf(sealed.entry) : []
  if (!sealed || !name) throw new Error('no report')
  const words = { restaurant: '样例饭馆', language: 'zh', sample: true, staffName: '王芳' } as const
  const context = { ...words, nameOf: (id: string) => id, stationName: (id: string) => ({ zh: id, en: id }) }
  return renderDocument({ ...sealed, signature: null }, name, context, journal)
}

test('the last X and Z report of the epoch before are reprinted, with the figures that they had', async () => {
  let before: unknown
  const { journal, double } = await inSecondEpoch(async (first) => {
    useTill.setState({ shift: first.openShift() })
    await reportX(first, MANAGER.id)
    before = await paperOf(first, (await first.lastReports()).x)
    await closeShift(first, fen(20_000))
  })
  const shift = { by: MANAGER.id, shift: idOf(901) }
  await journal.commit(
    { kind: 'SHIFT_OPENED', body: { shiftId: shift.shift, businessDate: DATE, float: fen(0) } },
    shift,
  )
  for (const order of [3, 4, 5, 6]) await journal.commit(({ receiptNo }) => saleOf(order, 100, receiptNo), shift)
  useTill.setState({ shift: journal.openShift() })
  const { x, z } = await journal.lastReports()
  expect([x, z]).toMatchObject([{ epoch: 1 }, { epoch: 1 }])
  expect(await paperOf(journal, x)).toEqual(before)
  const parts = { journal, bridge: double.bridge }
  expect(await reprintReport(parts, 'x', MANAGER.id)).toEqual({ ok: true, copy: 2 })
  expect(await reprintReport(parts, 'z', MANAGER.id)).toEqual({ ok: true, copy: 2 })
  expect((await journal.entryBySeq(journal.head().seq))?.entry).toMatchObject({
    body: { document: `1.${z?.seq}:z`, copy: 2 },
  })
  expect(await xReadSince(journal, 1), 'no X report of this shift').toBeNull()
  expect(await journal.unsignedClosing(), 'a closing of the epoch before is not signed anew').toBeNull()
})
