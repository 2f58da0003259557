import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Modifier, ModifierGroup } from '../../shared/catalog/catalog.ts'
import { type Fen, fen } from '../../shared/money/fen.ts'
import { ONE } from '../../shared/money/quantity.ts'
import type { Discount, Order } from '../../shared/sale/order.ts'
import { emptyOrder } from '../../shared/sale/order.ts'
import { typeKey } from '../ui/keypad.tsx'
import { inMenuOrder, isComplete, toggleModifier } from './choose-modifiers.ts'
import { approveDiscount, approveDiscounts, isWithinLimit } from './discount-limit.ts'
import { newId } from './new-id.ts'
import { quickAmounts } from './quick-amounts.ts'
import { NO_SCAN, readKey, scannedCode } from './scan-reader.ts'

test.each([
  [12_000, [15_000, 20_000]],
  [12_080, [13_000, 15_000, 20_000]],
  [300, [1_000, 5_000, 10_000]],
  [10_000, []],
  [0, []],
])('quick amounts for %i fen', (due, expected) => {
  expect(quickAmounts(fen(due))).toEqual(expected)
})

const orderWith = (line: Discount | null, whole: Discount | null): Order => ({
  ...emptyOrder(newId()),
  discount: whole,
  lines: [
    {
      lineId: newId(),
      sku: '1001',
      name: { zh: '宫保鸡丁', en: '' },
      category: 'hot',
      unit: { zh: '份', en: '' },
      unitPrice: fen(10_000),
      quantity: ONE,
      modifiers: [],
      note: '',
      discount: line,
    },
  ],
})
const percent = (bp: number): Discount => ({ kind: 'percent', bp, by: 'wang-fang' })
const off = (amount: Fen): Discount => ({ kind: 'amount', fen: amount, by: 'wang-fang' })

test('a cashier may give the limit and not a fen more, however it is spread over lines and order', () => {
  expect(isWithinLimit(orderWith(null, percent(1000)), 'cashier', 1000)).toBe(true)
  expect(isWithinLimit(orderWith(null, percent(1001)), 'cashier', 1000)).toBe(false)
  expect(isWithinLimit(orderWith(off(fen(1000)), null), 'cashier', 1000)).toBe(true)
  expect(isWithinLimit(orderWith(off(fen(1000)), off(fen(1))), 'cashier', 1000)).toBe(false)
  expect(isWithinLimit(orderWith(null, percent(10_000)), 'manager', 1000)).toBe(true)
})

const manager = 'manager'
const twice = (order: Order): Order => ({
  ...order,
  lines: order.lines.flatMap((line) => [line, { ...line, lineId: newId(), discount: null }]),
})
const firstLine = (order: Order): Order => ({ ...order, lines: order.lines.slice(0, 1) })

test('what a manager allowed does not count against the cashier, what nobody allowed does, whoever gave it', () => {
  const order = orderWith(percent(1000), { kind: 'percent', bp: 5000, by: 'li-lei' })
  expect(isWithinLimit(order, 'cashier', 1000)).toBe(false)
  expect(isWithinLimit(approveDiscount(order, null, manager), 'cashier', 1000)).toBe(true)
  expect(isWithinLimit(approveDiscount(order, order.lines[0]?.lineId ?? '', manager), 'cashier', 1000)).toBe(false)
})

test('an approval names the manager and holds up to the share that the discount then had', () => {
  const order = approveDiscounts(twice(orderWith(null, off(fen(8_000)))), manager)
  expect(order.discount).toMatchObject({ by: manager, approvedBp: 4_000 })
  expect(isWithinLimit(order, 'cashier', 1000)).toBe(true)
  expect(isWithinLimit(twice(order), 'cashier', 1000)).toBe(true)
  expect(isWithinLimit(firstLine(order), 'cashier', 1000)).toBe(false)
  expect(isWithinLimit(firstLine(order), 'manager', 1000)).toBe(true)
  expect(isWithinLimit(approveDiscounts(firstLine(order), manager), 'cashier', 1000)).toBe(true)
})

test('an approved discount that grew is sold all the same while the cashier alone might give it', () => {
  const order = approveDiscounts(twice(orderWith(null, off(fen(800)))), manager)
  expect(isWithinLimit(firstLine(order), 'cashier', 1000)).toBe(true)
})

test('whatever the amounts, the order as it was approved may be sold', () => {
  const amount = fc.integer({ min: 1, max: 999_999 }).map(fen)
  fc.assert(
    fc.property(amount, amount, amount, (price, line, whole) => {
      const [first] = orderWith(off(line), off(whole)).lines
      if (first === undefined) throw new Error('no line')
      const order = { ...orderWith(null, off(whole)), lines: [{ ...first, unitPrice: price }] }
      expect(isWithinLimit(approveDiscounts(order, manager), 'cashier', 0)).toBe(true)
    }),
  )
})

const option = (id: string): Modifier => ({ id, name: { zh: id, en: id }, price: fen(0) })
const spice: ModifierGroup = {
  id: 'spice',
  name: { zh: '辣度', en: 'Spice' },
  min: 1,
  max: 1,
  options: [option('mild'), option('hot')],
}
const extras: ModifierGroup = { ...spice, id: 'extras', min: 0, max: 2, options: ['a', 'b', 'c'].map(option) }

test('one choice replaces another where one fits, and the third is refused where two fit', () => {
  const mild = toggleModifier([], spice, option('mild'))
  const hot = toggleModifier(mild, spice, option('hot'))
  expect(hot.map((one) => one.id)).toEqual(['hot'])
  const two = toggleModifier(toggleModifier(hot, extras, option('b')), extras, option('a'))
  expect(toggleModifier(two, extras, option('c'))).toBe(two)
  expect(toggleModifier(two, extras, option('b')).map((one) => one.id)).toEqual(['hot', 'a'])
  expect(inMenuOrder([spice, extras], two).map((one) => one.id)).toEqual(['hot', 'a', 'b'])
})

test('a required picker without a choice is not complete', () => {
  expect(isComplete([spice, extras], [])).toBe(false)
  expect(isComplete([spice, extras], toggleModifier([], spice, option('mild')))).toBe(true)
})

test('a code that comes at a scanner’s speed is told from typing', () => {
  const type = (text: string, gap: number) =>
    Array.from(text).reduce((scan, key, index) => readKey(scan, key, 1000 + index * gap), NO_SCAN)
  const fast = type('2000000000015', 10)
  expect(scannedCode(fast, fast.lastAt + 10)).toBe('2000000000015')
  const slow = type('2000000000015', 120)
  expect(scannedCode(slow, slow.lastAt + 10)).toBeNull()
  const late = type('gb', 150)
  const scanned = Array.from('20000001').reduce((scan, key, index) => readKey(scan, key, 9000 + index * 8), late)
  expect(scannedCode(scanned, scanned.lastAt + 8)).toBe('20000001')
  expect(scannedCode(fast, fast.lastAt + 500)).toBeNull()
  const name = type('gongbaojiding', 10)
  expect(scannedCode(name, name.lastAt + 10)).toBeNull()
})

test('the keypad types amounts that parse, with two decimals at most', () => {
  const typed = (...keys: Parameters<typeof typeKey>[1][]) => keys.reduce((text, key) => typeKey(text, key), '')
  expect(typed('0', '5')).toBe('5')
  expect(typed('.', '5')).toBe('0.5')
  expect(typed('1', '.', '2', '3', '4')).toBe('1.23')
  expect(typed('1', '.', '.')).toBe('1.')
  expect(typed('1', '2', 'back')).toBe('1')
  expect(typed('9', '9', '9', '9', '9', '9', '9', '9', '9', '9', '9')).toHaveLength(10)
})
