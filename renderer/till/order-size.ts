import { kitchenPart, unsentOf } from '../../shared/kitchen/kitchen-order.ts'
import type { Order } from '../../shared/sale/order.ts'
import { removedIn } from './removed-lines.ts'
import { kitchenStations } from './send-to-kitchen.ts'

/** What the order may take of an entry's 64 KB; the rest is for its header, its tenders, and the reason of a refund. */
const MOST_BYTES = 58_000
/** The six amounts that a line is given when it is sold, with their names. */
const AMOUNTS_BYTES = 135
/** A manager's name and the share that they allow, which a discount may still be given. */
const APPROVAL_BYTES = 60

const sizeOf = (order: Order): number => {
  const kitchen = kitchenPart(unsentOf(order, kitchenStations()))
  const { length } = new TextEncoder().encode(JSON.stringify({ ...order, ...removedIn(order), ...kitchen }))
  const unapproved = order.lines.filter(({ discount }) => discount !== null && discount.approvedBp === undefined)
  return length + order.lines.length * AMOUNTS_BYTES + unapproved.length * APPROVAL_BYTES
}

/** Whether an order that was changed can still be sold, voided and refunded: each is one entry. To shrink it is always fine. */
export const fitsAnEntry = (changed: Order, before: Order): boolean => {
  const size = sizeOf(changed)
  return size <= MOST_BYTES || size <= sizeOf(before)
}
