import { afterSending, type StationOf, stationOfCategory, unsentOf } from '../../shared/kitchen/kitchen-order.ts'
import type { Order } from '../../shared/sale/order.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { cleanText } from './order-lines.ts'
import { useTill } from './till.ts'

/** Why the kitchen was told nothing. `nothing_new`: it knows all; `no_stations`: nobody set up who cooks what. */
export type KitchenRefusal = CommitRefusal | 'not_signed_in' | 'nothing_new' | 'no_stations'

/** Who cooks what, as the settings have it now. */
export const kitchenStations = (): StationOf => stationOfCategory(useTill.getState().settings.stations ?? [])

/** Whether this till tells a kitchen anything at all. */
export const hasKitchen = (): boolean => (useTill.getState().settings.stations ?? []).length > 0

/** Shows the order as the kitchen knows it now, unless another one is on the screen by then, and keeps its draft. */
const keepSent = async (journal: Journal, sent: Order): Promise<void> => {
  if (useTill.getState().order.orderId === sent.orderId) useTill.setState({ order: sent })
  await journal.drafts.save(sent)
}

/**
 * Tells the kitchen what it does not know yet of the order on the screen, in one entry; its tickets print by themselves.
 * `reason` says why dishes are taken back. After a stop between the entry and the draft, the entry is found and counts.
 */
export const sendToKitchen = async (
  journal: Journal,
  reason = '',
): Promise<{ ok: true } | { ok: false; reason: KitchenRefusal; detail: string }> => {
  const { order, staff, shift, selling } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  if (shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  if (!hasKitchen()) return { ok: false, reason: 'no_stations', detail: '' }
  const kitchen = selling ? null : unsentOf(order, kitchenStations())
  if (kitchen === null) return { ok: false, reason: 'nothing_new', detail: '' }
  const { orderId, dining, table, guests, note } = order
  const why = kitchen.cancelled.length === 0 ? '' : cleanText(reason, 120)
  const body = { orderId, dining, table, guests, note, ...(why === '' ? {} : { reason: why }), kitchen }
  const result = await journal.commit({ kind: 'KITCHEN_SENT', body }, { by: staff.id, shift: shift.shiftId })
  if (!result.ok) return result
  const { entry } = result.sealed
  if (entry.kind !== 'KITCHEN_SENT') return { ok: false, reason: 'closed_otherwise', detail: orderId }
  const now = useTill.getState().order
  await keepSent(journal, afterSending(now.orderId === orderId ? now : order, entry.body.kitchen))
  return result.already ? sendToKitchen(journal, reason) : { ok: true }
}
