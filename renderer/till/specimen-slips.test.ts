import * as v from 'valibot'
import { expect, test } from 'vitest'
import { decodePaper } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { GENERIC_58, GENERIC_80 } from '../../shared/escpos/profile.ts'
import { entrySchema } from '../../shared/journal/entry.ts'
import { PLAIN_SLIP } from '../../shared/receipt/slip-template.ts'
import { SPECIMENS, specimenOf, specimenSale } from './specimen-slips.ts'

const context = {
  restaurant: '样例饭馆',
  language: 'both' as const,
  sample: true,
  staffName: '王芳',
  nameOf: (id: string) => id,
  template: { ...PLAIN_SLIP, invoicePage: 'https://invoice.example.cn/' },
}

test.each(SPECIMENS)('the specimen %s prints on paper of either width', (specimen) => {
  for (const profile of [GENERIC_58, GENERIC_80]) {
    const encoded = encodeReceipt(specimenOf(specimen, { utc: 0, offset: 480 }, context), profile)
    expect(encoded.ok && decodePaper(encoded.value, profile).parts.length).toBeGreaterThan(10)
  }
})

test('the specimen is a whole sale of three dishes', () => {
  const sale = specimenSale({ utc: 0, offset: 480 })
  expect(v.is(entrySchema, sale)).toBe(true)
  expect(sale.body.lines).toHaveLength(3)
})
