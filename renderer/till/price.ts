import { useMemo } from 'react'
import type { Order } from '../../shared/sale/order.ts'
import { type PricedOrder, priceOrder } from '../../shared/sale/price-order.ts'
import { rateOn } from '../../shared/tax/tax-rate.ts'
import type { ShiftRow, TillFacts } from '../journal/rows.ts'
import { useTill } from './till.ts'

/** What an order comes to in a shift: the tax rate follows the shift's business date, not the clock. */
export const priceIn = (order: Order, facts: TillFacts, shift: ShiftRow): PricedOrder =>
  priceOrder(order, rateOn(facts.taxpayer, shift.businessDate))

/** What the order on the screen comes to; null while no shift is open. Totals of the shift do not redraw it. */
export const usePricedOrder = (): PricedOrder | null => {
  const order = useTill((till) => till.order)
  const rateBp = useTill(({ facts, shift }) =>
    facts === null || shift === null ? null : rateOn(facts.taxpayer, shift.businessDate),
  )
  return useMemo(() => (rateBp === null ? null : priceOrder(order, rateBp)), [order, rateBp])
}
