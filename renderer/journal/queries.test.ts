import { expect, test } from 'vitest'
import { emptyOrder } from '../../shared/sale/order.ts'
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

const tillWithSales = async (totals: readonly number[]) => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  for (const [index, total] of totals.entries()) {
    await journal.commit(({ receiptNo }) => saleOf(index + 1, total, receiptNo), CONTEXT)
  }
  return journal
}

test("a day's sales come newest first, a page at a time, without another day's", async () => {
  const journal = await tillWithSales([100, 200, 300])
  const first = await journal.salesOn(DATE, { limit: 2 })
  expect(first.map((row) => row.total)).toEqual([300, 200])
  const before = first.at(-1)?.seq ?? 0
  expect((await journal.salesOn(DATE, { before, limit: 2 })).map((row) => row.total)).toEqual([100])
  expect(await journal.salesOn('2026-11-25', { limit: 2 })).toEqual([])
})

test('a sale is found by number as people say it, by its whole number and by amount', async () => {
  const journal = await tillWithSales([4_800, 200, 4_800])
  const found = async (text: string) => (await journal.findSales(text)).map((row) => row.number)
  expect(await found('2')).toEqual([2])
  expect(await found('0002')).toEqual([2])
  expect(await found('s1-20261124-0003')).toEqual([3])
  expect(await found('S1-20261124')).toEqual([3, 2, 1])
  expect(await found('48')).toEqual([3, 1])
  expect(await found('￥48.00')).toEqual([3, 1])
  expect(await found('  ')).toEqual([])
  expect(await found('王')).toEqual([])
})

test('an open order is kept until it is sold, and is not kept again afterwards', async () => {
  const journal = await tillWithSales([])
  const order = { ...emptyOrder(idOf(1)), table: '12' }
  await journal.drafts.save(order, 1_790_000_000_000)
  expect(await journal.drafts.list()).toMatchObject([{ orderId: idOf(1), heldAt: 1_790_000_000_000, order }])
  await journal.commit(({ receiptNo }) => saleOf(1, 100, receiptNo), CONTEXT)
  expect(await journal.drafts.list()).toEqual([])
  await journal.drafts.save(order)
  expect(await journal.drafts.list()).toEqual([])
})

test('entries are read from storage where memory does not reach, and are the same', async () => {
  const double = makeBridgeDouble()
  const indexedDb = freshDatabase()
  const journal = await openedJournal(double, indexedDb)
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  const remembered = await journal.entriesAfter(0, 10)
  journal.close()
  const again = await openWith(double, indexedDb)
  if (!again.ok) throw new Error(again.reason)
  await again.journal.commit(({ receiptNo }) => saleOf(1, 100, receiptNo), CONTEXT)
  expect((await again.journal.entriesAfter(0, 10)).map((entry) => entry.hash)).toEqual([
    ...remembered.map((entry) => entry.hash),
    again.journal.head().hash,
  ])
  expect((await again.journal.entriesAfter(1, 1)).map((entry) => entry.seq)).toEqual([2])
  expect((await again.journal.entriesAfter(2, 5)).map((entry) => entry.seq)).toEqual([3])
})
