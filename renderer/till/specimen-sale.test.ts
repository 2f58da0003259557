import * as v from 'valibot'
import { expect, test } from 'vitest'
import { entrySchema } from '../../shared/journal/entry.ts'
import { specimenSale } from './specimen-sale.ts'

test('the specimen is a whole sale of three dishes', () => {
  const sale = specimenSale({ utc: 0, offset: 480 })
  expect(v.is(entrySchema, sale)).toBe(true)
  expect(sale.body.lines).toHaveLength(3)
})
