import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen } from '../money/fen.ts'
import { quantity } from '../money/quantity.ts'
import { emptyOrder, type KitchenLine, type Order, type OrderLine } from '../sale/order.ts'
import { afterSending, stationOfCategory, stationsIn, takeBackOf, unsentOf } from './kitchen-order.ts'

const STATIONS = [
  { id: 'hot', name: { zh: '热菜', en: 'Hot' }, categories: ['hot', 'soup'] },
  { id: 'cold', name: { zh: '凉菜', en: 'Cold' }, categories: ['cold'] },
]
const stationOf = stationOfCategory(STATIONS)
const MILD = { group: 'spice', id: 'mild', name: { zh: '少辣', en: 'mild' }, price: fen(0) }

const line = (lineId: string, portions: number, more: Partial<OrderLine> = {}): OrderLine => ({
  lineId,
  sku: '1001',
  name: { zh: '宫保鸡丁', en: 'Kung Pao' },
  category: 'hot',
  unit: { zh: '份', en: 'portion' },
  unitPrice: fen(5_600),
  quantity: quantity(portions * 1_000),
  modifiers: [],
  note: '',
  discount: null,
  ...more,
})
const orderOf = (lines: OrderLine[], sent?: Order['sent']): Order => ({
  ...emptyOrder('O'),
  lines,
  ...(sent === undefined ? {} : { sent }),
})
const send = (order: Order): Order => {
  const kitchen = unsentOf(order, stationOf)
  return kitchen === null ? order : afterSending(order, kitchen)
}
const dishes = (lines: readonly KitchenLine[]) => lines.map((one) => [one.lineId, one.quantity / 1_000, one.station])

test('the first send tells each station its dishes, and those of no station are told to nobody', () => {
  const order = orderOf([line('A', 2), line('B', 1, { category: 'cold' }), line('C', 3, { category: 'beer' })])
  const kitchen = unsentOf(order, stationOf)
  expect(kitchen).toMatchObject({ round: 1, cancelled: [] })
  expect(dishes(kitchen?.added ?? [])).toEqual([
    ['A', 2, 'hot'],
    ['B', 1, 'cold'],
  ])
  expect(stationsIn(kitchen?.added ?? [])).toEqual(['hot', 'cold'])
})

test('what the kitchen knows is not told again', () => {
  expect(unsentOf(send(orderOf([line('A', 2)])), stationOf)).toBeNull()
})

test('one more of a dish is one more, one less is one taken back', () => {
  const { sent } = send(orderOf([line('A', 2)]))
  const more = unsentOf(orderOf([line('A', 3)], sent), stationOf)
  expect([more?.round, dishes(more?.added ?? []), more?.cancelled]).toEqual([2, [['A', 1, 'hot']], []])
  const less = unsentOf(orderOf([line('A', 1)], sent), stationOf)
  expect([less?.added, dishes(less?.cancelled ?? [])]).toEqual([[], [['A', 1, 'hot']]])
})

test('a dish that is wanted otherwise is taken back as it was and made as it is', () => {
  const { sent } = send(orderOf([line('A', 2)]))
  const changed = unsentOf(orderOf([line('A', 2, { modifiers: [MILD] })], sent), stationOf)
  expect(changed?.cancelled).toMatchObject([{ lineId: 'A', modifiers: [], quantity: 2_000 }])
  expect(changed?.added).toMatchObject([{ lineId: 'A', modifiers: [{ zh: '少辣' }], quantity: 2_000 }])
})

test('a line that was taken off is taken back whole, from the station that had it', () => {
  const { sent } = send(orderOf([line('A', 2), line('B', 1, { category: 'cold' })]))
  expect(dishes(unsentOf(orderOf([line('A', 2)], sent), () => null)?.cancelled ?? [])).toEqual([['B', 1, 'cold']])
})

test('an order that is given up takes all of it back, and nothing where the kitchen was told nothing', () => {
  expect(takeBackOf(orderOf([line('A', 2)]))).toBeNull()
  const kitchen = takeBackOf(send(orderOf([line('A', 2), line('B', 1, { category: 'cold' })])))
  expect([kitchen?.round, kitchen?.cancelled.length, kitchen?.added]).toEqual([2, 2, []])
})

test('however an order changes, what was told adds up to what stands on it', () => {
  const step = fc.array(
    fc.record({
      lineId: fc.constantFrom('A', 'B', 'C'),
      portions: fc.integer({ min: 1, max: 5 }),
      note: fc.constantFrom('', '不要香菜'),
      category: fc.constant('hot'),
    }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const told = new Map<string, number>()
      const tell = (lines: readonly KitchenLine[], sign: 1 | -1) => {
        for (const { lineId, note, quantity: count } of lines) {
          const key = `${lineId} ${note}`
          told.set(key, (told.get(key) ?? 0) + sign * count)
        }
      }
      let order = orderOf([])
      for (const wanted of steps) {
        const lines = [...new Map(wanted.map((one) => [one.lineId, line(one.lineId, one.portions, one)])).values()]
        order = { ...order, lines }
        const kitchen = unsentOf(order, stationOf)
        if (kitchen === null) continue
        tell(kitchen.added, 1)
        tell(kitchen.cancelled, -1)
        order = afterSending(order, kitchen)
      }
      const standing = order.lines.map((one) => [`${one.lineId} ${one.note}`, one.quantity])
      expect([...told].filter(([, count]) => count !== 0).toSorted()).toEqual(standing.toSorted())
      expect(unsentOf(order, stationOf)).toBeNull()
    }),
  )
})
