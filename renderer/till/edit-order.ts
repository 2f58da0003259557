import type { Order } from '../../shared/sale/order.ts'
import type { Journal } from '../journal/journal.ts'
import { useTill } from './till.ts'

/**
 * Changes the order on the screen, which shows in the next frame, and keeps it as a draft. `selected` names the line
 * that keys act on from then on. Where the draft cannot be kept it throws; the order is still on the screen.
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
