import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { fen } from '../../shared/money/fen.ts'
import { quantity } from '../../shared/money/quantity.ts'
import { emptyOrder, type Order, orderSchema } from '../../shared/sale/order.ts'
import { newId } from './new-id.ts'
import { addItem, setLineModifiers, setQuantity } from './order-lines.ts'
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

const priced = (at: number) => {
  const item = items[at % items.length]
  if (item === undefined) throw new Error('an empty menu')
  return item
}

test('a hundred cheap dishes, rung up and taken off again, push no dear one out of what is remembered', () => {
  const dear = items.toSorted((one, other) => other.price - one.price)[0] ?? priced(0)
  let order = emptyOrder(newId())
  const ringAndTakeOff = (item: typeof dear, id: string) => {
    const option = { group: 'g', id, name: item.name, price: fen(0) }
    const rung = addItem(order, item, [option], quantity(1_000), newId())?.order ?? order
    order = rememberRemoved(rung, { ...rung, lines: [] })
  }
  ringAndTakeOff(dear, 'first')
  for (let at = 0; at < 120; at += 1) ringAndTakeOff({ ...priced(at), price: fen(100) }, String(at))
  expect(order.removed).toHaveLength(100)
  expect(order.removed?.some(({ sku, unitPrice }) => sku === dear.sku && unitPrice === dear.price)).toBe(true)
})

test('an option that cost something and was taken off a dish is remembered with the dish that it was', () => {
  const meat = { group: 'extra', id: 'meat', name: { zh: '加肉', en: 'Extra meat' }, price: fen(2_000) }
  const plain = { ...meat, id: 'none', price: fen(0) }
  const added = addItem(emptyOrder(newId()), priced(0), [meat], quantity(2_000), newId())
  if (added === null) throw new Error('the order is full')
  const cheaper = rememberRemoved(added.order, setLineModifiers(added.order, added.lineId, [plain]))
  expect(cheaper.removed).toMatchObject([{ sku: priced(0).sku, quantity: 2_000, modifiers: [{ id: 'meat' }] }])
  const dearer = rememberRemoved(cheaper, setLineModifiers(cheaper, added.lineId, [meat]))
  expect(dearer.removed).toHaveLength(1)
})
