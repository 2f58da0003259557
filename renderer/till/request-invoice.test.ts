import { beforeEach, expect, test } from 'vitest'
import { CONTEXT, saleOf } from '../../test/contract/journal-fixtures.ts'
import { MANAGER, tillInShift } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { refundSale } from './refund-sale.ts'
import { checkBuyer, requestInvoice } from './request-invoice.ts'

const person = { name: '张三', taxpayerId: '' }
let journal: Journal

beforeEach(async () => {
  journal = await tillInShift(MANAGER)
})

const sell = async (total: number) => {
  const sale = saleOf(1, total, 'S1-20261124-0001')
  const body = total === 0 ? { ...sale.body, tenders: [] } : sale.body
  const sold = await journal.commit({ ...sale, body }, CONTEXT)
  if (!sold.ok) throw new Error(sold.detail)
  return sold.sealed
}

test('a request carries the sale’s own amount, in capitals too, and is queued', async () => {
  const sold = await sell(5_600)
  expect(await requestInvoice(journal, sold.entry, person)).toEqual({ ok: true, already: false })
  const request = await journal.entryBySeq(journal.head().seq)
  expect(request?.entry).toMatchObject({
    kind: 'INVOICE_REQUESTED',
    body: {
      of: { seq: sold.entry.seq, hash: sold.hash },
      buyer: { name: '张三', taxpayerId: null },
      total: 5_600,
      capitals: '伍拾陆圆整',
      state: 'queued',
    },
  })
})

test('a sale is invoiced once, whoever asks again', async () => {
  const { entry } = await sell(5_600)
  await requestInvoice(journal, entry, person)
  const { seq } = journal.head()
  expect(await requestInvoice(journal, entry, { name: '李四', taxpayerId: '' })).toEqual({
    ok: true,
    already: true,
  })
  expect(journal.head().seq).toBe(seq)
})

test('no invoice for what was given back or never paid', async () => {
  const { entry } = await sell(5_600)
  await refundSale(journal, entry, { reason: 'x', approvedBy: 'wang-fang' })
  expect(await requestInvoice(journal, entry, person)).toMatchObject({ ok: false, reason: 'refunded' })
})

test('no invoice over nothing', async () => {
  const { entry } = await sell(0)
  expect(await requestInvoice(journal, entry, person)).toMatchObject({ ok: false, reason: 'nothing_paid' })
})

test.each([
  ['', '91350100M000100Y43', { ok: false, reason: 'no_name' }],
  ['公司', '91350100M000100Y43', { ok: true, warning: null }],
  ['公司', ' 91350100m000100y43 ', { ok: true, warning: null }],
  ['公司', '91350100M000100Y44', { ok: false, reason: 'bad_check_character' }],
  ['公司', '110108123456789', { ok: true, warning: 'older_id' }],
  ['公司', '12345', { ok: false, reason: 'wrong_length' }],
  ['张三', '', { ok: true, warning: null }],
])('buyer %s with the id %s', (name, taxpayerId, expected) => {
  expect(checkBuyer({ name, taxpayerId })).toEqual(expected)
})
