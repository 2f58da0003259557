import { expect, test } from 'vitest'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { ONE } from '../../shared/money/quantity.ts'
import { emptyOrder } from '../../shared/sale/order.ts'
import { refusesNewOrder } from './new-order.ts'
import { addItem } from './order-lines.ts'

const empty = emptyOrder('order-1')
const item = SAMPLE_MENU.items[0]
if (item === undefined) throw new Error('the sample menu is empty')
const begun = addItem(empty, item, [], ONE, 'line-1')?.order ?? empty

test('below the floor no new order begins, and one that has begun goes on', () => {
  expect(begun.lines).toHaveLength(1)
  expect(refusesNewOrder({ disk: 'full' }, empty)).toBe(true)
  expect(refusesNewOrder({ disk: 'full' }, begun)).toBe(false)
})

test.each(['enough', 'low'] as const)('with a disk that is %s, orders begin', (disk) => {
  expect(refusesNewOrder({ disk }, empty)).toBe(false)
})
