import { allocate } from '../money/allocate.ts'
import { addFen, type Fen, fen, multiplyDivide, subtractFen, sumFen, ZERO_FEN } from '../money/fen.ts'
import { extendPrice } from '../money/quantity.ts'
import { type RateBp, splitTax } from '../tax/split-tax.ts'
import type { Discount, Order, OrderLine } from './order.ts'

/**
 * What one line comes to, in fen: list = unit price with modifiers x quantity; payable = list - lineDiscount -
 * orderDiscount; payable = net + tax.
 */
export type PricedLine = {
  readonly lineId: string
  readonly list: Fen
  readonly lineDiscount: Fen
  readonly orderDiscount: Fen
  readonly payable: Fen
  readonly net: Fen
  readonly tax: Fen
}

/** What an order comes to: subtotal = sum of list; total = subtotal - discount = net + tax. All in fen, tax included. */
export type PricedOrder = {
  readonly rateBp: RateBp
  readonly lines: readonly PricedLine[]
  readonly subtotal: Fen
  readonly discount: Fen
  readonly total: Fen
  readonly net: Fen
  readonly tax: Fen
}

/** The price of one unit with its modifiers, never below zero. */
export const unitPriceOf = (line: OrderLine): Fen =>
  fen(Math.max(0, addFen(line.unitPrice, sumFen(line.modifiers.map((modifier) => modifier.price)))))

/** What a discount takes off an amount: at most the amount itself, at least nothing. */
export const discountOn = (discount: Discount | null, amount: Fen): Fen => {
  if (discount === null) return ZERO_FEN
  const wanted = discount.kind === 'percent' ? multiplyDivide(amount, discount.bp, 10_000) : discount.fen
  return fen(Math.min(amount, wanted))
}

/** Prices an order at a tax rate: line discounts first, then the order discount by largest remainder over the lines. */
export const priceOrder = (order: Order, rateBp: RateBp): PricedOrder => {
  const afterLine = order.lines.map((line) => {
    const list = extendPrice(unitPriceOf(line), line.quantity)
    const lineDiscount = discountOn(line.discount, list)
    return { lineId: line.lineId, list, lineDiscount, payable: subtractFen(list, lineDiscount) }
  })
  const beforeOrderDiscount = sumFen(afterLine.map((line) => line.payable))
  const shares = allocate(
    discountOn(order.discount, beforeOrderDiscount),
    afterLine.map((line) => line.payable),
  )
  const lines = afterLine.map((line, index): PricedLine => {
    const orderDiscount = shares[index] ?? ZERO_FEN
    const payable = subtractFen(line.payable, orderDiscount)
    return { ...line, orderDiscount, payable, ...splitTax(payable, rateBp) }
  })
  const subtotal = sumFen(lines.map((line) => line.list))
  const total = sumFen(lines.map((line) => line.payable))
  return {
    rateBp,
    lines,
    subtotal,
    total,
    discount: subtractFen(subtotal, total),
    net: sumFen(lines.map((line) => line.net)),
    tax: sumFen(lines.map((line) => line.tax)),
  }
}
