import type { OrderLine } from '../../shared/sale/order.ts'

/** A line of an order as it is rung up: so many of a dish. */
export type Rung = { readonly sku: string; readonly count: number }

/** The most that one line holds. */
const MOST = 9_999

/** The n-th order of an attack, from 1. Its first quantity is that of no other, so that a sale tells which order it was. */
export const numberedOrder = (number: number): readonly Rung[] => {
  if (number > MOST) throw new Error(`at most ${MOST} orders can be told apart`)
  return [
    { sku: '1002', count: number },
    { sku: '2001', count: 1 },
  ]
}

/** What tells one order from another, from the lines of an open order or of a sale. */
export const tagOf = (lines: readonly Pick<OrderLine, 'sku' | 'quantity'>[]): string =>
  lines.map(({ sku, quantity }) => `${quantity / 1_000}x${sku}`).join('+')

/** The tag that an order has once it is rung up in full. */
export const tagOfRung = (rung: readonly Rung[]): string => rung.map(({ sku, count }) => `${count}x${sku}`).join('+')
