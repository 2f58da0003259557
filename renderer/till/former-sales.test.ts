import { beforeEach, expect, test } from 'vitest'
import type { Restored } from '../../shared/bridge/backup-methods.ts'
import { fen } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  idOf,
  openedJournal,
  openWith,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { MANAGER } from '../../test/contract/till-fixtures.ts'
import { reprint } from '../followers/reprint.ts'
import type { Journal } from '../journal/journal.ts'
import { beginRestored } from './begin-restored.ts'
import { refundSale } from './refund-sale.ts'
import { requestInvoice } from './request-invoice.ts'
import { resume } from './resume.ts'
import { openShift } from './shift.ts'
import { tillAtStart, useTill } from './till.ts'

const LOST = 'c'.repeat(32)
const how = { reason: '菜品问题', approvedBy: 'wang-fang' }

/** What a till wrote whose machine is gone: two sales, one of them refunded, and papers whose outcome it told. */
const lostHistory = async () => {
  const journal = await openedJournal(makeBridgeDouble(LOST), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  for (const order of [1, 2]) await journal.commit(({ receiptNo }) => saleOf(order, 5_600, receiptNo), CONTEXT)
  useTill.setState({ shift: journal.openShift() })
  await refundSale(journal, { epoch: 1, seq: 3 }, how)
  const outcome = { state: 'printed', evidence: 'confirmed', bytesHash: 'e'.repeat(64), offset: 900 } as const
  await journal.commit({ kind: 'PRINT_OUTCOME', body: { job: '1.4:receipt', ...outcome } }, CONTEXT)
  const entries = await journal.entriesAfter(0, 100)
  const parent = journal.head()
  journal.close()
  return { lines: entries.map(({ hash, text }) => `${hash} ${text}`), parent }
}

const restoredFrom = (parent: Restored['parent']): Restored => ({
  ...{ parent, restaurant: '样例饭馆', taxpayer: 'small_scale', sample: true, origin: 'head_office' },
  numbers: { receipts: { [DATE]: 2 }, z: 0 },
})

const replacement = async () => {
  const { lines, parent } = await lostHistory()
  const double = makeBridgeDouble()
  Object.assign(double.app, { epoch: 2 })
  double.former.push({ till: LOST, epoch: 1, lines })
  const database = freshDatabase()
  const restored = restoredFrom(parent)
  const open = async () => {
    const opened = await openWith(double, database, undefined, restored.numbers)
    if (!opened.ok) throw new Error(`${opened.reason} ${opened.detail}`)
    return opened.journal
  }
  const journal = await open()
  const isNew = journal.isNew() && journal.facts() === null && journal.openShift() === null
  const begun = await beginRestored({ journal, bridge: double.bridge }, restored)
  if (!begun.ok) throw new Error(begun.reason)
  return { double, database, journal, open, isNew, lines }
}

beforeEach(() => {
  useTill.setState(tillAtStart(), true)
  useTill.setState({ staff: MANAGER })
})

const startShift = async (journal: Journal) => {
  await openShift(journal, fen(0))
  useTill.setState({ shift: journal.openShift() })
}

test('the till begins as a new one whose read tables hold what the lost one sold', async () => {
  const { journal, isNew } = await replacement()
  expect(isNew).toBe(true)
  const sales = await journal.salesOn(DATE, { limit: 10 })
  expect(sales.map(({ epoch, seq, refundedBy }) => [epoch, seq, refundedBy])).toEqual([
    [1, 4, null],
    [1, 3, 5],
  ])
  expect((await journal.findSales('2'))[0]).toMatchObject({ epoch: 1, seq: 4 })
  expect((await journal.entryAt({ epoch: 1, seq: 4 }))?.entry.till).toBe(LOST)
  expect((await journal.sums()).totals).toMatchObject({ sales: 2, salesTotal: 11_200, refunds: 1 })
})

test('an old sale is refunded once, under the lost till’s name, and what that one refunded is found', async () => {
  const { journal } = await replacement()
  await startShift(journal)
  const [old, refunded] = [
    { epoch: 1, seq: 4 },
    { epoch: 1, seq: 3 },
  ]
  const before = journal.head().seq
  expect(await refundSale(journal, refunded, how)).toEqual({ ok: true, already: true })
  expect(journal.head().seq).toBe(before)
  expect(await refundSale(journal, old, how)).toEqual({ ok: true, already: false })
  expect(await refundSale(journal, old, how)).toEqual({ ok: true, already: true })
  const sold = await journal.entryAt(old)
  expect((await journal.entryBySeq(journal.head().seq))?.entry).toMatchObject({
    ...{ kind: 'REFUND', epoch: 2, body: { of: { till: LOST, ...old, hash: sold?.hash }, total: 5_600 } },
  })
  expect(await journal.saleAt(old)).toMatchObject({ refundedBy: journal.head().seq })
  expect(journal.openShift()?.totals).toMatchObject({ sales: 0, refunds: 1, refundTotal: 5_600 })
})

test('an old sale is invoiced and printed again', async () => {
  const { journal, double } = await replacement()
  await startShift(journal)
  const old = { epoch: 1, seq: 4 }
  expect(await requestInvoice(journal, old, { name: '样例公司', taxpayerId: '' })).toMatchObject({ ok: true })
  const ordered = await reprint({ journal, bridge: double.bridge }, { of: old, copy: 2 }, CONTEXT)
  expect(ordered).toMatchObject({ ok: true })
  expect(await journal.saleAt(old)).toMatchObject({ copies: 2, invoiceSeq: expect.any(Number) })
})

test('the new spool’s outcomes are asked for from its own beginning', async () => {
  const { journal } = await replacement()
  expect(await journal.printOffset()).toBe(0)
})

test('numbers go on, and a start in an open shift does not show an old sale as the last one', async () => {
  const { journal } = await replacement()
  const shift = idOf(77)
  const body = { shiftId: shift, businessDate: DATE, float: fen(0) }
  await journal.commit({ kind: 'SHIFT_OPENED', body }, { by: 'li-lei', shift })
  await resume(journal)
  expect(useTill.getState().notShown).toBeNull()
  const sold = await journal.commit(({ receiptNo }) => saleOf(9, 5_600, receiptNo), { by: 'li-lei', shift })
  expect(sold).toMatchObject({ ok: true, sealed: { entry: { epoch: 2, body: { receiptNo: 'S1-20261124-0003' } } } })
})

test('a database that is gone is made again with both, from the second copy and the file of the lost till', async () => {
  const { journal, double } = await replacement()
  await startShift(journal)
  await refundSale(journal, { epoch: 1, seq: 4 }, how)
  const own = (await journal.entriesAfter(0, 100)).map(({ hash, text }) => `${hash} ${text}`)
  const { salesTotal, refundTotal } = (await journal.sums()).totals
  double.mirror.lines.push(...own.slice(double.mirror.lines.length))
  const again = await openWith(double, freshDatabase())
  if (!again.ok) throw new Error(again.detail)
  expect(again.journal.head()).toEqual(journal.head())
  expect((await again.journal.sums()).totals).toMatchObject({ salesTotal, refundTotal })
  expect(await again.journal.saleAt({ epoch: 1, seq: 4 })).toMatchObject({ refundedBy: journal.head().seq })
})

test('a line of the lost till that was changed since is not taken, nor what comes after it', async () => {
  const { double, lines } = await replacement()
  const [former] = double.former
  if (former === undefined) throw new Error('nothing to change')
  double.former.splice(0, 1, { ...former, lines: lines.map((line) => line.replace('5600', '9900')) })
  const opened = await openWith(double, freshDatabase())
  if (!opened.ok) throw new Error(opened.detail)
  expect(await opened.journal.salesOn(DATE, { limit: 10 })).toEqual([])
})
