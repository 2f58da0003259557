import type { Role } from '../../shared/bridge/bridge.ts'
import { type Fen, multiplyDivide } from '../../shared/money/fen.ts'
import type { Discount, Order } from '../../shared/sale/order.ts'
import { priceOrder } from '../../shared/sale/price-order.ts'

/** The most that somebody may take off an order alone, in fen: a cashier up to a share of it, a manager all of it. */
const mostOff = (subtotal: Fen, role: Role, cashierDiscountBp: number): number =>
  role === 'manager' ? subtotal : multiplyDivide(subtotal, cashierDiscountBp, 10_000)

const unlessBy = (discount: Discount | null, staffId: string) => (discount?.by === staffId ? discount : null)

/** The order with only those discounts that one person gave alone: what others gave is theirs to answer for. */
export const givenBy = (order: Order, staffId: string): Order => ({
  ...order,
  discount: unlessBy(order.discount, staffId),
  lines: order.lines.map((line) => ({ ...line, discount: unlessBy(line.discount, staffId) })),
})

/** Whether all discounts of an order together are within what the role may give; otherwise a manager has to allow it. */
export const isWithinLimit = (order: Order, role: Role, cashierDiscountBp: number): boolean => {
  const { subtotal, discount } = priceOrder(order, 0)
  return discount <= mostOff(subtotal, role, cashierDiscountBp)
}
