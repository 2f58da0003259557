import type { Order } from '../../shared/sale/order.ts'
import type { Journal } from '../journal/journal.ts'
import { useTill } from './till.ts'

/** Called when an order could not be kept as a draft; it is still on the screen and can be paid. */
export type DraftFailed = (error: unknown) => void

/**
 * Changes the order on the screen, which shows in the next frame, and keeps it as a draft. `selected` names the line
 * that keys act on from then on.
 */
export const editOrder = async (
  journal: Journal,
  change: (order: Order) => Order,
  selected?: string | null,
): Promise<void> => {
  const before = useTill.getState().order
  const order = change(before)
  if (order === before) return
  useTill.setState(selected === undefined ? { order } : { order, selected })
  if (order.lines.length === 0) await journal.drafts.remove(order.orderId)
  else await journal.drafts.save(order)
}
