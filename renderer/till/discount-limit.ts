import type { Role } from '../../shared/bridge/staff-methods.ts'
import { type Fen, multiplyDivide, subtractFen, ZERO_FEN } from '../../shared/money/fen.ts'
import type { Discount, Order } from '../../shared/sale/order.ts'
import { discountOn, type PricedOrder, priceOrder } from '../../shared/sale/price-order.ts'

/** The most that somebody may take off an order alone, in fen: a cashier up to a share of it, a manager all of it. */
const mostOff = (subtotal: Fen, role: Role, cashierDiscountBp: number): number =>
  role === 'manager' ? subtotal : multiplyDivide(subtotal, cashierDiscountBp, 10_000)

/** Each discount of an order changed with the amount that it applies to: a line's list, the order after line discounts. */
const changeDiscounts = (order: Order, change: (discount: Discount, base: Fen) => Discount | null): Order => {
  const { lines, subtotal } = priceOrder(order, 0)
  const changed = (discount: Discount | null, base: Fen) => (discount === null ? null : change(discount, base))
  return {
    ...order,
    discount: changed(order.discount, afterLineDiscounts({ lines, subtotal })),
    lines: order.lines.map((line, at) => ({ ...line, discount: changed(line.discount, lines[at]?.list ?? ZERO_FEN) })),
  }
}

const afterLineDiscounts = ({ lines, subtotal }: Pick<PricedOrder, 'lines' | 'subtotal'>): Fen =>
  lines.reduce<Fen>((left, line) => subtractFen(left, line.lineDiscount), subtotal)

/** What a discount is of its base in basis points, rounded up so that the approved amount itself is covered. */
const shareOf = (discount: Discount, base: Fen): number =>
  Math.max(1, Math.ceil((discountOn(discount, base) * 10_000) / base))

/** An amount off nothing takes nothing: no share of it was seen, so none is allowed of what it may apply to later. */
const approve = (by: string) => (discount: Discount, base: Fen) => {
  if (discount.kind === 'percent') return { ...discount, by, approvedBp: discount.bp }
  return base === 0 ? discount : { ...discount, by, approvedBp: shareOf(discount, base) }
}

/** A manager allows every discount of the order as it stands, each up to its present share. */
export const approveDiscounts = (order: Order, managerId: string): Order => changeDiscounts(order, approve(managerId))

/** A manager allows the discount of one line, or that of the order where `lineId` is null, up to its present share. */
export const approveDiscount = (order: Order, lineId: string | null, managerId: string): Order => {
  const approved = approveDiscounts(order, managerId)
  return lineId === null
    ? { ...order, discount: approved.discount }
    : { ...order, lines: order.lines.map((line, at) => (line.lineId === lineId ? (approved.lines[at] ?? line) : line)) }
}

/** An approval holds as long as the discount is no larger part of what it applies to than it was when it was given. */
const unlessApproved = (discount: Discount, base: Fen): Discount | null =>
  discountOn(discount, base) <= multiplyDivide(base, discount.approvedBp ?? 0, 10_000) ? null : discount

/**
 * Whether the order may be sold by the role with the discounts that it has now: all that no approval covers, whoever
 * gave it, must together be within what the role may give. Otherwise a manager has to allow it.
 */
export const isWithinLimit = (order: Order, role: Role, cashierDiscountBp: number): boolean => {
  const { subtotal } = priceOrder(order, 0)
  const { discount } = priceOrder(changeDiscounts(order, unlessApproved), 0)
  return discount <= mostOff(subtotal, role, cashierDiscountBp)
}
