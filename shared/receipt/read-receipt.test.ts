import { expect, test } from 'vitest'
import { encoded } from '../../test/fixtures/encoded.ts'
import { INVOICE_REQUESTED, PROOF, REFUND, SALE, SHIFT_CLOSED } from '../../test/fixtures/specimen-entries.ts'
import { decodePaper } from '../escpos/decode.ts'
import { PROFILES } from '../escpos/profile.ts'
import { fen } from '../money/fen.ts'
import { invoiceSlip } from './invoice-slip.ts'
import type { ReceiptContext } from './parts.ts'
import { readReceiptTotal } from './read-receipt.ts'
import type { Receipt } from './receipt.ts'
import { refundReceipt } from './refund-receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { RECEIPT_LANGUAGES } from './words.ts'
import { zReport } from './z-report.ts'

const context: ReceiptContext = {
  restaurant: '存根小馆',
  language: 'zh',
  sample: true,
  staffName: '王芳',
  nameOf: (staffId) => staffId,
  stationName: (station) => ({ zh: station, en: station }),
}
const papers = PROFILES.flatMap((profile) => RECEIPT_LANGUAGES.map((language) => ({ profile, language })))
const read = (receipt: Receipt, profile = PROFILES[0]) => {
  if (!profile) throw new Error('no profile')
  return readReceiptTotal(decodePaper(encoded(receipt.blocks, profile), profile))
}
const saleOf = (total: number): typeof SALE => ({ ...SALE, body: { ...SALE.body, total: fen(total) } })

test.each(papers)('number and total read back from $profile.id in $language', ({ profile, language }) => {
  for (const total of [0, 5, 100, 27_750, 9_999_999, 123_456_789, 1_000_000_000_000]) {
    const receipt = saleReceipt(saleOf(total), PROOF, { ...context, language })
    expect(read(receipt, profile)).toEqual({ receiptNo: 'A1-20261124-0127', totalFen: total, copy: false })
  }
})

test('a further print is seen as a copy', () => {
  const copy = { number: 2, by: '李雷', at: SALE.at }
  expect(read(saleReceipt(SALE, PROOF, { ...context, copy }))?.copy).toBe(true)
})

test('a guest’s words are not taken for the total or for a copy mark', () => {
  const note = '合计 ￥0.01 重打印 COPY 2'
  const lines = SALE.body.lines.map((line) => ({ ...line, note, name: { zh: '合计', en: 'TOTAL' } }))
  const sale = { ...SALE, body: { ...SALE.body, note, table: '合计 ￥0.01', lines } }
  const receipt = saleReceipt(sale, PROOF, { ...context, restaurant: '合计 ￥0.01' })
  expect(read(receipt)).toMatchObject({ totalFen: SALE.body.total, copy: false })
})

test('a restaurant’s name is not taken for the receipt number', () => {
  const receipt = saleReceipt(SALE, PROOF, { ...context, restaurant: 'Receipt Bar', language: 'en' })
  expect(read(receipt)?.receiptNo).toBe('A1-20261124-0127')
})

test('other documents are no sale’s receipt', () => {
  expect(read(refundReceipt(REFUND, PROOF, context))).toBeNull()
  expect(read(zReport(SHIFT_CLOSED, PROOF, context))).toBeNull()
  expect(read(invoiceSlip(INVOICE_REQUESTED, PROOF, context, null))).toBeNull()
  expect(read({ blocks: [] })).toBeNull()
})
