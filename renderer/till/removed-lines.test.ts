import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { quantity } from '../../shared/money/quantity.ts'
import { emptyOrder, type Order, orderSchema } from '../../shared/sale/order.ts'
import { newId } from './new-id.ts'
import { addItem, setQuantity } from './order-lines.ts'
import { rememberRemoved } from './removed-lines.ts'

const { items } = SAMPLE_MENU
const portions = (order: Order) => order.lines.reduce((sum, line) => sum + line.quantity, 0)
const takenOff = (order: Order) => (order.removed ?? []).reduce((sum, line) => sum + line.quantity, 0)

test('whatever is rung up and taken off, every portion is on the order or remembered', () => {
  const step = fc.record({ item: fc.constantFrom(...items), count: fc.integer({ min: 0, max: 3 }), add: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let order = emptyOrder(newId())
      let rung = 0
      for (const { item, count, add } of steps) {
        const before = order
        const line = order.lines.find(({ sku }) => sku === item.sku)
        if (add) order = addItem(order, item, [], quantity(1_000), newId())?.order ?? order
        else if (line !== undefined) order = setQuantity(order, line.lineId, quantity(count * 1_000))
        rung += Math.max(0, portions(order) - portions(before))
        order = rememberRemoved(before, order)
        expect(portions(order) + takenOff(order)).toBe(rung)
        expect(v.is(orderSchema, order)).toBe(true)
      }
    }),
  )
})

test('the same dish over and over is one that was removed, and its count has a limit', () => {
  const [item] = items
  if (item === undefined) throw new Error('an empty menu')
  let order = emptyOrder(newId())
  for (let times = 0; times < 3; times += 1) {
    const full = addItem(order, item, [], quantity(9_999_000), newId())?.order ?? order
    order = rememberRemoved(full, { ...full, lines: [] })
  }
  expect(order.removed).toHaveLength(1)
  expect(v.is(orderSchema, order)).toBe(true)
})
