import type { Order } from '../../shared/sale/order.ts'
import { type PricedOrder, priceOrder } from '../../shared/sale/price-order.ts'
import { rateOn } from '../../shared/tax/tax-rate.ts'
import type { ShiftRow, TillFacts } from '../journal/rows.ts'

/** What an order comes to in a shift: the tax rate follows the shift's business date, not the clock. */
export const priceIn = (order: Order, facts: TillFacts, shift: ShiftRow): PricedOrder =>
  priceOrder(order, rateOn(facts.taxpayer, shift.businessDate))
