import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { soldLinesOf } from './complete-sale.ts'
import { priceIn } from './price.ts'
import { useTill } from './till.ts'

/** Prints what the order on the screen comes to, for the guest, before payment; each one is an entry and has a number. */
export const printCheck = async (
  journal: Journal,
): Promise<{ ok: true } | { ok: false; reason: CommitRefusal | 'not_signed_in' | 'empty_order'; detail: string }> => {
  const { order, facts, staff, shift } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  if (facts === null || shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  if (order.lines.length === 0) return { ok: false, reason: 'empty_order', detail: '' }
  const priced = priceIn(order, facts, shift)
  const { lines: _, ...totals } = priced
  const { orderId, dining, table, guests, note } = order
  const number = (order.checks ?? 0) + 1
  const lines = soldLinesOf(order, priced)
  const body = { orderId, number, dining, table, guests, note, lines, ...totals }
  const result = await journal.commit({ kind: 'CHECK_PRINTED', body }, { by: staff.id, shift: shift.shiftId })
  if (!result.ok) return result
  const now = useTill.getState().order
  const counted = { ...(now.orderId === orderId ? now : order), checks: number }
  if (now.orderId === orderId) useTill.setState({ order: counted })
  await journal.drafts.save(counted)
  // The app stopped between the entry and the draft: that check printed, this one is the next.
  return result.already ? printCheck(journal) : { ok: true }
}
