import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Item } from '../../shared/catalog/catalog.ts'
import { fen } from '../../shared/money/fen.ts'
import { ONE, quantity } from '../../shared/money/quantity.ts'
import { emptyOrder, idSchema, type Order, orderSchema } from '../../shared/sale/order.ts'
import { newId } from './new-id.ts'
import { addItem, cleanText, neighbourLine, removeLine, setLineNote, setQuantity, stepQuantity } from './order-lines.ts'

const rice: Item = {
  sku: '2001',
  name: { zh: '米饭', en: 'Rice' },
  category: 'staples',
  price: fen(300),
  unit: { zh: '碗', en: 'bowl' },
  modifierGroups: [],
}
const beer: Item = { ...rice, sku: '3101', name: { zh: '啤酒', en: 'Beer' }, price: fen(1200) }
const hot = { group: 'spice', id: 'hot', name: { zh: '特辣', en: 'Hot' }, price: fen(0) }

const ring = (order: Order, item: Item, modifiers = [] as (typeof hot)[], count = ONE) => {
  const added = addItem(order, item, modifiers, count, newId())
  if (added === null) throw new Error('the order is full')
  return added
}

test('ids are what the journal takes', () => {
  expect(v.is(idSchema, newId())).toBe(true)
  expect(newId((bytes) => bytes.fill(255))).toBe('Z'.repeat(26))
})

test('the same item again counts up its line, anything that differs makes a new one', () => {
  const first = ring(emptyOrder(newId()), rice)
  const second = ring(first.order, rice)
  expect(second.order.lines).toMatchObject([{ sku: '2001', quantity: 2000 }])
  expect(second.lineId).toBe(first.lineId)
  const withModifier = ring(second.order, rice, [hot]).order
  expect(withModifier.lines.map((line) => line.quantity)).toEqual([2000, 1000])
  const noted = setLineNote(second.order, second.lineId, '分开装')
  expect(ring(noted, rice).order.lines).toHaveLength(2)
})

test('an order of 300 lines is full, and what was there stays', () => {
  const lines = Array.from({ length: 300 }, () => ({ ...ring(emptyOrder(newId()), rice).order.lines[0], note: 'x' }))
  const full = v.parse(orderSchema, { ...emptyOrder(newId()), lines })
  expect(addItem(full, beer, [], ONE, newId())).toBeNull()
})

test('one less than one removes the line; more than 9999 changes nothing', () => {
  const { order, lineId } = ring(emptyOrder(newId()), rice)
  expect(stepQuantity(order, lineId, -1).lines).toEqual([])
  expect(setQuantity(order, lineId, quantity(9_999_001))).toBe(order)
  expect(stepQuantity(order, 'no-such-line', 1)).toBe(order)
})

test('arrows walk over the lines and stop at the ends', () => {
  const one = ring(emptyOrder(newId()), rice)
  const two = ring(one.order, beer)
  expect(neighbourLine(two.order, null, 1)).toBe(one.lineId)
  expect(neighbourLine(two.order, null, -1)).toBe(two.lineId)
  expect(neighbourLine(two.order, one.lineId, 1)).toBe(two.lineId)
  expect(neighbourLine(two.order, two.lineId, 1)).toBe(two.lineId)
  expect(neighbourLine(emptyOrder(newId()), null, 1)).toBeNull()
})

test('whatever is typed as a note, the order still fits its schema and the journal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const { order, lineId } = ring(emptyOrder(newId()), rice)
      const noted = setLineNote(order, lineId, typed)
      expect(v.is(orderSchema, noted)).toBe(true)
      expect(noted.lines[0]?.note).not.toMatch(/[\p{Cc}\p{Cs}]/u)
    }),
  )
  expect(cleanText('a\ud800\u0000b', 10)).toBe('a\ufffd b')
  expect(cleanText('𠮷𠮷', 3)).toBe('𠮷')
})

test('any mix of taps and keys keeps the order within its schema', () => {
  const act = fc.record({ what: fc.constantFrom('rice', 'beer', 'less', 'more', 'remove'), at: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      let order = emptyOrder(newId())
      for (const { what, at } of acts) {
        const lineId = order.lines[at]?.lineId ?? ''
        if (what === 'rice') order = ring(order, rice).order
        else if (what === 'beer') order = ring(order, beer).order
        else if (what === 'remove') order = removeLine(order, lineId)
        else order = stepQuantity(order, lineId, what === 'more' ? 1 : -1)
      }
      expect(v.is(orderSchema, order)).toBe(true)
    }),
  )
})
