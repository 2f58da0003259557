import type { EntryOf } from '../journal/entry.ts'
import { labelsIn } from './labels.ts'
import {
  amountRow,
  footing,
  guestHeading,
  labelled,
  money,
  netAndTax,
  originalSale,
  type Proof,
  type ReceiptContext,
  timeAndStaff,
} from './parts.ts'
import type { Receipt } from './receipt.ts'

/** The guest's slip for an invoice request. It says that it is no invoice, and bears no number that a tax office would give. */
export const invoiceSlip = (entry: EntryOf<'INVOICE_REQUESTED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const labels = labelsIn(context.language)
  const { body } = entry
  return {
    blocks: [
      ...guestHeading(context, labels.invoiceTitle),
      { kind: 'text', text: labels.notAnInvoice, align: 'center', bold: true },
      { kind: 'text', text: labels.queued, align: 'center' },
      { kind: 'rule' },
      labelled(labels.requestNo, body.requestNo),
      ...originalSale(body, context.language),
      ...timeAndStaff(entry.at, context),
      { kind: 'rule' },
      labelled(labels.buyer, body.buyer.name),
      labelled(labels.taxpayerId, body.buyer.taxpayerId ?? labels.individual),
      labelled(labels.content, labels.catering),
      { kind: 'rule' },
      ...netAndTax(body, context.language),
      amountRow(labels.priceAndTax, money(body.total), true),
      labelled(labels.capitals, body.capitals),
      { kind: 'rule' },
      ...footing(entry.seq, proof, context),
    ],
  }
}
