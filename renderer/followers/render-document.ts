import type { Entry, EntryOf, ShiftTotals } from '../../shared/journal/entry.ts'
import { parseEntry } from '../../shared/journal/line.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import { cashSlip } from '../../shared/receipt/cash-slip.ts'
import { guestCheck } from '../../shared/receipt/guest-check.ts'
import { invoiceSlip } from '../../shared/receipt/invoice-slip.ts'
import { kitchenTicket } from '../../shared/receipt/kitchen-ticket.ts'
import type { ReceiptContext } from '../../shared/receipt/parts.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'
import { refundReceipt } from '../../shared/receipt/refund-receipt.ts'
import { saleReceipt } from '../../shared/receipt/sale-receipt.ts'
import { saleQrData } from '../../shared/receipt/sale-token.ts'
import { xReport } from '../../shared/receipt/x-report.ts'
import { zReport } from '../../shared/receipt/z-report.ts'
import { addToTotals, NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import type { Journal } from '../journal/journal.ts'
import type { DocumentName, TicketName } from './document-id.ts'
import { layOut } from './layout-fault.ts'

/** What rendering asks of the journal. */
export type DocumentSource = Pick<Journal, 'entriesAfter' | 'shiftById' | 'entryAt'>

const PAGE = 500

/** A shift's totals as they stood at the report's last entry: later sales must not change what the paper says. */
const totalsOf = async (source: DocumentSource, { epoch, body }: EntryOf<'X_REPORT'>): Promise<ShiftTotals> => {
  let totals = NO_TOTALS
  let after = body.fromSeq - 1
  while (after < body.toSeq) {
    const page = await source.entriesAfter(after, Math.min(PAGE, body.toSeq - after), epoch)
    const last = page.at(-1)
    if (last === undefined) return totals
    after = last.seq
    for (const { text } of page) {
      const parsed = parseEntry(text)
      if (!parsed.ok || parsed.value.shift !== body.shiftId) continue
      const before = totals
      totals = layOut(() => addToTotals(before, parsed.value))
    }
  }
  return totals
}

const renderXReport = async (entry: EntryOf<'X_REPORT'>, context: ReceiptContext, source: DocumentSource) => {
  const shift = await source.shiftById(entry.body.shiftId)
  if (shift === null) return null
  const { fromSeq: from, toSeq: to } = entry.body
  const totals = await totalsOf(source, entry)
  const { businessDate, float } = shift
  return layOut(() => xReport({ businessDate, from, to, totals, float, at: entry.at }, context))
}

/** `signature`: over the token of the sale that the invoice is for. */
const renderInvoiceSlip = async (
  entry: EntryOf<'INVOICE_REQUESTED'>,
  { hash, signature }: { readonly hash: string; readonly signature: string | null },
  context: ReceiptContext,
  source: DocumentSource,
) => {
  const sale = await source.entryAt(entry.body.of)
  const isThatSale = sale?.entry.kind === 'SALE' && sale.hash === entry.body.of.hash
  const token = isThatSale ? saleQrData(sale.entry, { hash: sale.hash, signature }) : null
  return layOut(() => invoiceSlip(entry, { hash }, context, token))
}

type Signed = { readonly entry: Entry; readonly hash: SealedEntry['hash']; readonly signature: string | null }

const renderOwn = async ({ entry, hash, signature }: Signed, context: ReceiptContext, source: DocumentSource) => {
  switch (entry.kind) {
    case 'SALE':
      return layOut(() => saleReceipt(entry, { hash, signature }, context))
    case 'REFUND':
      return layOut(() => refundReceipt(entry, { hash }, context))
    case 'SHIFT_CLOSED':
      return layOut(() => zReport(entry, { hash }, context))
    case 'INVOICE_REQUESTED':
      return renderInvoiceSlip(entry, { hash, signature }, context, source)
    case 'CASH_MOVED':
      return layOut(() => cashSlip(entry, { hash }, context))
    case 'CHECK_PRINTED':
      return layOut(() => guestCheck(entry, { hash }, context))
    case 'X_REPORT':
      return renderXReport(entry, context, source)
    default:
      return null
  }
}

const renderTicket = ({ entry, hash }: Signed, ticket: TicketName, context: ReceiptContext): Receipt | null => {
  if (entry.kind !== 'SALE' && entry.kind !== 'ORDER_VOIDED' && entry.kind !== 'KITCHEN_SENT') return null
  const { kitchen } = entry.body
  return kitchen === undefined ? null : layOut(() => kitchenTicket(entry, kitchen, ticket, { hash }, context))
}

/**
 * One of the documents that documentsOf() names of an entry; null where there is nothing to print after all. The same entry
 * gives the same document. Rejects with a LayoutFault where it cannot be laid out.
 */
export const renderDocument = async (
  signed: Signed,
  { ticket }: DocumentName,
  context: ReceiptContext,
  source: DocumentSource,
): Promise<Receipt | null> =>
  ticket === null ? renderOwn(signed, context, source) : renderTicket(signed, ticket, context)
