import { beforeEach, expect, test } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { saleOf } from '../../test/contract/journal-fixtures.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { refundSale } from './refund-sale.ts'
import { closeShift, dateOf, openShift, reportX } from './shift.ts'
import { useTill } from './till.ts'

let journal: Journal

beforeEach(async () => {
  journal = await newTill(MANAGER)
})

const sell = async (order: number, total: number) => {
  const context = { by: 'wang-fang', shift: useTill.getState().shift?.shiftId ?? null }
  const sold = await journal.commit(({ receiptNo }) => saleOf(order, total, receiptNo), context)
  if (!sold.ok) throw new Error(sold.detail)
  return sold.sealed.entry.seq
}

test('the day of a shift is the one on the till’s own calendar', () => {
  expect(dateOf({ utc: Date.UTC(2026, 10, 23, 16, 30), offset: 480 })).toBe('2026-11-24')
  expect(dateOf({ utc: Date.UTC(2026, 10, 23, 15, 30), offset: 480 })).toBe('2026-11-23')
})

test('a shift opens with its float, once', async () => {
  expect(await openShift(journal, fen(50_000))).toEqual({ ok: true })
  expect(useTill.getState()).toMatchObject({ route: 'sale', shift: { float: 50_000, closedSeq: null } })
  expect(await openShift(journal, fen(1))).toMatchObject({ ok: false, reason: 'shift_already_open' })
})

test('nobody opens a shift unseen', async () => {
  useTill.setState({ staff: null })
  expect(await openShift(journal, fen(0))).toMatchObject({ ok: false, reason: 'not_signed_in' })
  expect(journal.openShift()).toBeNull()
})

test('an X report reads up to the entry before it and closes nothing', async () => {
  await openShift(journal, fen(0))
  await sell(1, 5_600)
  const read = await reportX(journal, 'wang-fang')
  expect(read).toMatchObject({ ok: true, value: { totals: { sales: 1, salesTotal: 5_600, cash: 5_600 } } })
  const { seq } = journal.head()
  const sealed = await journal.entryBySeq(seq)
  expect(sealed?.entry).toMatchObject({ kind: 'X_REPORT', body: { fromSeq: 2, toSeq: seq - 1 } })
  expect(journal.openShift()).not.toBeNull()
})

test('a closing says what is short: float and cash sales, less what was refunded', async () => {
  await openShift(journal, fen(50_000))
  await sell(1, 5_600)
  const back = await sell(2, 3_000)
  await refundSale(journal, { epoch: 1, seq: back }, { reason: 'x', approvedBy: 'wang-fang' })
  const closed = await closeShift(journal, fen(55_500))
  expect(closed).toMatchObject({
    ok: true,
    value: { z: 1, float: 50_000, expected: 55_600, counted: 55_500, over: -100, totals: { sales: 2, refunds: 1 } },
  })
  expect(useTill.getState().shift).toBeNull()
})

test('closing twice finds the first closing and prints no second Z', async () => {
  await openShift(journal, fen(0))
  const { shift } = useTill.getState()
  const first = await closeShift(journal, fen(100))
  const { seq } = journal.head()
  useTill.setState({ shift })
  expect(await closeShift(journal, fen(999))).toEqual(first)
  expect(journal.head().seq).toBe(seq)
})
