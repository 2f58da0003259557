import { expect, test } from 'vitest'
import { REFUND, SALE } from '../../test/fixtures/specimen-entries.ts'
import { readSaleFile } from './sale-file.ts'

const FILE = { restaurant: '存根小馆', language: 'zh', sale: SALE }
const read = (file: object) => readSaleFile(JSON.stringify(file))

test('a sale of the journal is read with what is not said left at its plain value', () => {
  expect(read(FILE)).toEqual({ ok: true, value: { ...FILE, sample: false, staff: {}, signature: null } })
})

test('a receipt may be in both languages', () => {
  expect(read({ ...FILE, language: 'both' })).toMatchObject({ ok: true, value: { language: 'both' } })
  expect(read({ ...FILE, language: 'fr' })).toMatchObject({ ok: false, reason: 'not_a_sale_file' })
})

test('what is no sale file says which field is wrong', () => {
  expect(readSaleFile('{')).toMatchObject({ ok: false, reason: 'not_json' })
  const { language: _, ...silent } = FILE
  expect(read(silent)).toMatchObject({
    ok: false,
    reason: 'not_a_sale_file',
    detail: expect.stringContaining('language'),
  })
  expect(read({ ...FILE, sale: REFUND })).toMatchObject({
    reason: 'not_a_sale_file',
    detail: 'sale.kind REFUND != SALE',
  })
  const half = { ...SALE, body: { ...SALE.body, total: 12.5 } }
  expect(read({ ...FILE, sale: half })).toMatchObject({
    reason: 'not_a_sale_file',
    detail: expect.stringContaining('sale.body.total'),
  })
})

test.each(['subtotal', 'total', 'discount', 'net', 'tax', 'paid', 'change'] as const)(
  'a sale whose %s was changed by a fen does not add up',
  (field) => {
    const wrong = { ...SALE, body: { ...SALE.body, [field]: SALE.body[field] + 1 } }
    expect(read({ ...FILE, sale: wrong })).toMatchObject({ ok: false, reason: 'sums_differ' })
  },
)
