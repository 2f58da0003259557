import type { Order } from '../../shared/sale/order.ts'
import type { Journal } from '../journal/journal.ts'
import { fitsAnEntry } from './order-size.ts'
import { rememberRemoved } from './removed-lines.ts'
import { useTill } from './till.ts'
import { voidEmptied } from './void-order.ts'

/**
 * Changes the order on the screen, which shows in the next frame, and keeps it as a draft. `selected` names the line
 * that keys act on from then on. Where the draft cannot be kept it throws; the order is still on the screen. An order
 * that was emptied is given up in the journal: money may have been taken for it before. One that is being sold stays as
 * it is, and so does one that would grow too long to be sold: `order_full`.
 */
export const editOrder = async (
  journal: Journal,
  change: (order: Order) => Order,
  selected?: string | null,
): Promise<{ ok: true } | { ok: false; reason: 'order_full' }> => {
  const { order: before, selling } = useTill.getState()
  // It would show on the screen, not be in the sale, and go with the order a moment later.
  if (selling) return { ok: true }
  const changed = change(before)
  if (changed === before) return { ok: true }
  const order = rememberRemoved(before, changed)
  if (!fitsAnEntry(order, before)) return { ok: false, reason: 'order_full' }
  if (order.lines.length === 0 && before.lines.length > 0) await voidEmptied(journal, before, order)
  else {
    useTill.setState(selected === undefined ? { order } : { order, selected })
    if (order.lines.length > 0) await journal.drafts.save(order)
  }
  return { ok: true }
}
