import { emptyOrder } from '../../shared/sale/order.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { cleanText } from './order-lines.ts'
import { priceIn } from './price.ts'
import { useTill } from './till.ts'

/** Gives an order up before it is paid, with the reason and its lines in the journal. On refusal it is still there. */
export const voidOrder = async (
  journal: Journal,
  reason: string,
): Promise<{ ok: true } | { ok: false; reason: CommitRefusal | 'not_signed_in'; detail: string }> => {
  const { order, facts, shift, staff } = useTill.getState()
  if (facts === null || shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  const body = {
    orderId: order.orderId,
    reason: cleanText(reason, 120),
    lines: order.lines,
    total: priceIn(order, facts, shift).total,
  }
  const result = await journal.commit({ kind: 'ORDER_VOIDED', body }, { by: staff.id, shift: shift.shiftId })
  if (!result.ok) return result
  useTill.setState({ order: emptyOrder(newId()), selected: null, tenders: [], route: 'sale' })
  return { ok: true }
}
