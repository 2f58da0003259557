import type { EntryBody, EntryOf } from '../../shared/journal/entry.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import { keptByKind, TENDER_KINDS } from '../../shared/sale/tender.ts'
import type { CommitRefusal, Journal, Place } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { cleanText } from './order-lines.ts'
import { useStanding } from './standing.ts'
import { useTill } from './till.ts'

/** Why nothing was refunded. */
export type RefundRefusal = CommitRefusal | 'not_signed_in' | 'not_a_sale' | 'replaced'

/** Where a sale stands in the journal, as a refund or an invoice request names it. */
export const refTo = ({ entry, hash }: SealedEntry): EntryOf<'REFUND'>['body']['of'] => ({
  till: entry.till,
  epoch: entry.epoch,
  seq: entry.seq,
  hash,
})

/** The refund of a whole sale: the lines as they were sold, and the money by the tenders in which it stayed. */
const refundBody = (
  sale: SealedEntry & { readonly entry: EntryOf<'SALE'> },
  how: {
    readonly refundId: string
    readonly businessDate: string
    readonly reason: string
    readonly approvedBy: string
  },
): Extract<EntryBody, { kind: 'REFUND' }> => {
  const { body } = sale.entry
  const kept = keptByKind(body)
  const { receiptNo, lines, rateBp, subtotal, discount, total, net, tax } = body
  return {
    kind: 'REFUND',
    body: {
      ...how,
      of: refTo(sale),
      receiptNo,
      lines,
      rateBp,
      subtotal,
      discount,
      total,
      net,
      tax,
      tenders: TENDER_KINDS.filter((kind) => kept[kind] > 0).map((kind) => ({ kind, amount: kept[kind] })),
    },
  }
}

/** A SALE as it was sealed; null where that number is something else. */
export const saleAt = async (
  journal: Journal,
  place: Place,
): Promise<(SealedEntry & { readonly entry: EntryOf<'SALE'> }) | null> => {
  const sealed = await journal.entryAt(place)
  return sealed?.entry.kind === 'SALE' ? { ...sealed, entry: sealed.entry } : null
}

/** Refunds a whole sale in the open shift. A second call finds the first refund: `already`, and no money goes back again. */
export const refundSale = async (
  journal: Journal,
  place: Place,
  how: { readonly reason: string; readonly approvedBy: string },
): Promise<{ ok: true; already: boolean } | { ok: false; reason: RefundRefusal; detail: string }> => {
  const { staff, shift } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  if (shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  // The till that took this one's place may refund the same sale.
  const by = useStanding.getState().office?.replacedBy
  if (by !== undefined) return { ok: false, reason: 'replaced', detail: by }
  const sale = await saleAt(journal, place)
  if (sale === null) return { ok: false, reason: 'not_a_sale', detail: `${place.epoch}.${place.seq}` }
  // The entry of an earlier refund may be gone from a damaged database; what is known of it still counts.
  if ((await journal.saleAt(place))?.refundedBy != null) return { ok: true, already: true }
  const { businessDate } = shift
  const reason = cleanText(how.reason, 120)
  const content = refundBody(sale, { refundId: newId(), businessDate, reason, approvedBy: how.approvedBy })
  const result = await journal.commit(content, { by: staff.id, shift: shift.shiftId })
  return result.ok ? { ok: true, already: result.already } : result
}
