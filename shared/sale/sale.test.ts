import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, sumFen } from '../money/fen.ts'
import { quantity } from '../money/quantity.ts'
import { type Discount, emptyOrder, type OrderLine } from './order.ts'
import { priceOrder } from './price-order.ts'
import { keptByKind, settle, type Tender } from './tender.ts'

const line = (unitPrice: number, thousandths: number, discount: Discount | null): OrderLine => ({
  lineId: '00000000000000000000000000',
  sku: '1001',
  name: { zh: '宫保鸡丁', en: 'Kung Pao Chicken' },
  category: 'hot',
  unit: { zh: '份', en: 'portion' },
  unitPrice: fen(unitPrice),
  quantity: quantity(thousandths),
  modifiers: [],
  note: '',
  discount,
})

const discounts = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant('percent' as const), bp: fc.integer({ min: 1, max: 10_000 }), by: fc.constant('m') }),
    fc.record({
      kind: fc.constant('amount' as const),
      fen: fc.integer({ min: 1, max: 50_000 }).map(fen),
      by: fc.constant('m'),
    }),
  ),
)
const lines = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 20_000 }), discounts)
    .map((parts) => line(...parts)),
  { minLength: 1, maxLength: 30 },
)

test('an order adds up: lines to totals, net and tax to what is paid, and nothing goes below zero', () => {
  fc.assert(
    fc.property(lines, discounts, fc.constantFrom(100, 300, 600), (some, discount, rateBp) => {
      const priced = priceOrder({ ...emptyOrder('0'.repeat(26)), lines: some, discount }, rateBp)
      expect(sumFen(priced.lines.map((one) => one.payable))).toBe(priced.total)
      expect(priced.net + priced.tax).toBe(priced.total)
      expect(priced.subtotal - priced.discount).toBe(priced.total)
      for (const one of priced.lines) {
        expect(one.list - one.lineDiscount - one.orderDiscount).toBe(one.payable)
        expect(one.payable).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

const tender = (kind: Tender['kind'], amount: number): Tender => ({ kind, amount: fen(amount) })

test('only cash may exceed what is due', () => {
  expect(settle(fen(5600), [tender('cash', 10_000)])).toMatchObject({ ok: true, value: { change: 4400 } })
  expect(settle(fen(5600), [tender('wechat', 10_000)])).toEqual({ ok: false, reason: 'overpaid_without_cash' })
  expect(settle(fen(5600), [tender('wechat', 5600), tender('cash', 100)])).toEqual({
    ok: false,
    reason: 'overpaid_without_cash',
  })
  expect(settle(fen(5600), [tender('wechat', 5000)])).toEqual({ ok: false, reason: 'underpaid' })
})

test('an order of nothing closes without a tender', () => {
  expect(settle(fen(0), [])).toMatchObject({ ok: true, value: { paid: 0, change: 0 } })
  expect(settle(fen(0), [tender('cash', 1)])).toEqual({ ok: false, reason: 'nothing_due' })
})

test('what stays with the house is what was due', () => {
  const settled = settle(fen(5600), [tender('alipay', 3000), tender('cash', 5000)])
  if (!settled.ok) throw new Error(settled.reason)
  expect(keptByKind(settled.value)).toEqual({ cash: 2600, wechat: 0, alipay: 3000, card: 0 })
})
