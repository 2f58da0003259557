import { beforeEach, expect, test } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CONTEXT, DATE, saleOf } from '../../test/contract/journal-fixtures.ts'
import { CASHIER, tillInShift } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { refundSale } from './refund-sale.ts'
import { useStanding } from './standing.ts'
import { useTill } from './till.ts'

const how = { reason: '菜品问题', approvedBy: 'wang-fang' }
let journal: Journal

beforeEach(async () => {
  journal = await tillInShift(CASHIER)
})

/** ￥100.00, paid with ￥30.00 by WeChat and ￥80.00 in cash, ￥10.00 back. */
const sellMixed = async () => {
  const sale = saleOf(1, 10_000, 'S1-20261124-0001')
  const tenders = [
    { kind: 'wechat' as const, amount: fen(3_000) },
    { kind: 'cash' as const, amount: fen(8_000) },
  ]
  const body = { ...sale.body, tenders, paid: fen(11_000), change: fen(1_000) }
  const sold = await journal.commit({ ...sale, body }, CONTEXT)
  if (!sold.ok) throw new Error(sold.detail)
  return sold.sealed
}

test('money goes back by the tenders in which it stayed, the change already given taken off', async () => {
  const sold = await sellMixed()
  expect(await refundSale(journal, sold.entry, how)).toEqual({ ok: true, already: false })
  const refund = await journal.entryBySeq(journal.head().seq)
  expect(refund?.entry).toMatchObject({
    kind: 'REFUND',
    by: 'li-lei',
    body: {
      of: { seq: sold.entry.seq, hash: sold.hash },
      businessDate: DATE,
      approvedBy: 'wang-fang',
      total: 10_000,
      tenders: [
        { kind: 'cash', amount: 7_000 },
        { kind: 'wechat', amount: 3_000 },
      ],
    },
  })
})

test('a sale is refunded once', async () => {
  const { entry } = await sellMixed()
  await refundSale(journal, entry, how)
  const { seq } = journal.head()
  expect(await refundSale(journal, entry, how)).toEqual({ ok: true, already: true })
  expect(journal.head().seq).toBe(seq)
  expect(await journal.saleAt(entry)).toMatchObject({ refundedBy: seq })
})

test('two refunds at the same time are one', async () => {
  const { entry } = await sellMixed()
  const both = await Promise.all([refundSale(journal, entry, how), refundSale(journal, entry, how)])
  expect(both.map((result) => result.ok && result.already)).toEqual([false, true])
})

test('nothing but a sale is refunded, and only in an open shift', async () => {
  expect(await refundSale(journal, { epoch: 1, seq: 1 }, how)).toMatchObject({ ok: false, reason: 'not_a_sale' })
  useTill.setState({ shift: null })
  const { entry } = await sellMixed()
  expect(await refundSale(journal, entry, how)).toMatchObject({ ok: false, reason: 'no_open_shift' })
})

test('a till whose place was taken refunds nothing: the other one may refund the same sale', async () => {
  const { entry } = await sellMixed()
  const { status } = makeBridgeDouble().sync
  useStanding.setState({ office: { ...status, replacedBy: 'b'.repeat(32) } })
  expect(await refundSale(journal, entry, how)).toMatchObject({ ok: false, reason: 'replaced' })
  useStanding.setState({ office: null })
  expect(await refundSale(journal, entry, how)).toMatchObject({ ok: true })
})
