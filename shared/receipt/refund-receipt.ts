import type { EntryOf } from '../journal/entry.ts'
import { negateFen } from '../money/fen.ts'
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
  totalRow,
} from './parts.ts'
import type { Receipt } from './receipt.ts'
import { soldLines } from './sold-lines.ts'

/** The slip for a refund: what went back, to which tender, why, who approved it, and a line for the guest's signature. */
export const refundReceipt = (entry: EntryOf<'REFUND'>, proof: Proof, context: ReceiptContext): Receipt => {
  const labels = labelsIn(context.language)
  const { body } = entry
  return {
    blocks: [
      ...guestHeading(context, labels.refundTitle),
      ...originalSale(body, context.language),
      ...timeAndStaff(entry.at, context),
      labelled(labels.approvedBy, context.nameOf(body.approvedBy)),
      labelled(labels.reason, body.reason),
      { kind: 'rule' },
      ...soldLines(body.lines, context.language),
      { kind: 'rule' },
      ...(body.discount === 0 ? [] : [amountRow(labels.discountTakenBack, money(negateFen(body.discount)))]),
      totalRow(labels.refundTotal, body.total),
      ...body.tenders.map((tender) => amountRow(`${labels.refundedBy} ${labels[tender.kind]}`, money(tender.amount))),
      { kind: 'rule' },
      ...netAndTax(body, context.language),
      { kind: 'feed', lines: 1 },
      { kind: 'text', text: `${labels.signature} ____________` },
      ...footing(entry.seq, proof, context),
    ],
  }
}
