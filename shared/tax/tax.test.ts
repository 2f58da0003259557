import { expect, test } from 'vitest'
import vectors from '../../test/fixtures/vat-split.json' with { type: 'json' }
import { fen } from '../money/fen.ts'
import { splitTax } from './split-tax.ts'
import { rateOn } from './tax-rate.ts'

test.each(vectors.rows)('$gross fen at $rateBp bp is $net + $tax', ({ gross, rateBp, net, tax }) => {
  expect(splitTax(fen(gross), rateBp)).toEqual({ net, tax })
})

test('the reduced small-scale rate ends with 2027', () => {
  expect(rateOn('small_scale', '2027-12-31')).toBe(100)
  expect(rateOn('small_scale', '2028-01-01')).toBe(300)
  expect(rateOn('general', '2026-11-24')).toBe(600)
})
