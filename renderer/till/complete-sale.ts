import type { EntryBody } from '../../shared/journal/entry.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import type { SoldLine } from '../../shared/journal/sold-line.ts'
import { kitchenPart, unsentOf } from '../../shared/kitchen/kitchen-order.ts'
import { emptyOrder, type Order } from '../../shared/sale/order.ts'
import type { PricedOrder } from '../../shared/sale/price-order.ts'
import { type Settlement, type SettleRefusal, settle, type Tender } from '../../shared/sale/tender.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { isWithinLimit } from './discount-limit.ts'
import { newId } from './new-id.ts'
import { priceIn } from './price.ts'
import { removedIn } from './removed-lines.ts'
import { kitchenStations } from './send-to-kitchen.ts'
import { type DoneSale, useTill } from './till.ts'

/** Why a sale was not made; the order is still open. */
export type SaleRefusal = SettleRefusal | CommitRefusal | 'empty_order' | 'discount_over_limit' | 'not_signed_in'

/** The lines of an order with what each came to. */
export const soldLinesOf = (order: Order, priced: PricedOrder): SoldLine[] =>
  order.lines.map((line, index) => {
    const price = priced.lines[index]
    if (price === undefined) throw new Error('a line without a price')
    const { list, lineDiscount, orderDiscount, payable, net, tax } = price
    return { ...line, list, lineDiscount, orderDiscount, payable, net, tax }
  })

/** The order, its price and its settlement as the SALE entry keeps them. */
export const saleBody = (
  order: Order,
  priced: PricedOrder,
  settlement: Settlement,
  at: { readonly receiptNo: string; readonly businessDate: string },
): Extract<EntryBody, { kind: 'SALE' }> => ({
  kind: 'SALE',
  body: {
    orderId: order.orderId,
    receiptNo: at.receiptNo,
    businessDate: at.businessDate,
    dining: order.dining,
    table: order.table,
    guests: order.guests,
    note: order.note,
    lines: soldLinesOf(order, priced),
    ...removedIn(order),
    ...kitchenPart(unsentOf(order, kitchenStations())),
    ...(order.discount === null ? {} : { discountGiven: order.discount }),
    rateBp: priced.rateBp,
    subtotal: priced.subtotal,
    discount: priced.discount,
    total: priced.total,
    net: priced.net,
    tax: priced.tax,
    tenders: [...settlement.tenders],
    paid: settlement.paid,
    change: settlement.change,
  },
})

/** A SALE entry as the Done screen shows it; null for any other kind. */
export const doneSale = (sealed: SealedEntry, already: boolean): DoneSale | null => {
  const { entry } = sealed
  if (entry.kind !== 'SALE') return null
  const { orderId, receiptNo, total, change, tenders } = entry.body
  return { epoch: entry.epoch, seq: entry.seq, orderId, receiptNo, total, change, tenders, already }
}

/**
 * Sells the order on the screen. The sale exists when this resolves with ok; a second call for the same order finds the
 * first sale. On refusal nothing was stored and the order is still there. `beforeShown` may hold back the Done screen,
 * never the sale.
 */
export const completeSale = async (
  journal: Journal,
  tenders: readonly Tender[],
  beforeShown: (seq: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<{ ok: true; value: DoneSale } | { ok: false; reason: SaleRefusal; detail: string }> => {
  const { order, facts, shift, staff, settings } = useTill.getState()
  if (order.lines.length === 0) return { ok: false, reason: 'empty_order', detail: '' }
  if (facts === null || shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  // A discount in yuan that was small may have grown large by lines being removed, whoever gave or allowed it.
  if (!isWithinLimit(order, staff.role, settings.cashierDiscountBp)) {
    return { ok: false, reason: 'discount_over_limit', detail: '' }
  }
  const priced = priceIn(order, facts, shift)
  const settled = settle(priced.total, tenders)
  if (!settled.ok) return { ...settled, detail: '' }
  const { businessDate } = shift
  const result = await journal.commit(
    ({ receiptNo }) => saleBody(order, priced, settled.value, { receiptNo, businessDate }),
    { by: staff.id, shift: shift.shiftId },
  )
  if (!result.ok) return result
  const done = doneSale(result.sealed, result.already)
  if (done === null) return { ok: false, reason: 'closed_otherwise', detail: order.orderId }
  if (result.already) await journal.drafts.remove(order.orderId)
  await beforeShown(done.seq)
  useTill.setState({
    done,
    order: emptyOrder(newId()),
    selected: null,
    tenders: [],
    notShown: null,
    route: 'done',
  })
  return { ok: true, value: done }
}
