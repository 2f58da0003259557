import type { Role } from '../../shared/bridge/bridge.ts'
import { type Fen, multiplyDivide } from '../../shared/money/fen.ts'
import type { Order } from '../../shared/sale/order.ts'
import { priceOrder } from '../../shared/sale/price-order.ts'

/** The most that somebody may take off an order alone, in fen: a cashier up to a share of it, a manager all of it. */
export const mostOff = (subtotal: Fen, role: Role, cashierDiscountBp: number): number =>
  role === 'manager' ? subtotal : multiplyDivide(subtotal, cashierDiscountBp, 10_000)

/** Whether all discounts of an order together are within what the role may give; otherwise a manager has to allow it. */
export const isWithinLimit = (order: Order, role: Role, cashierDiscountBp: number): boolean => {
  const { subtotal, discount } = priceOrder(order, 0)
  return discount <= mostOff(subtotal, role, cashierDiscountBp)
}
