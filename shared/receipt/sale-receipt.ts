import type { EntryOf } from '../journal/entry.ts'
import { negateFen } from '../money/fen.ts'
import { labelsIn, type ReceiptLabels, type ReceiptLanguage } from './labels.ts'
import {
  amountRow,
  footing,
  guestHeading,
  labelled,
  money,
  netAndTax,
  type Proof,
  placeOf,
  type ReceiptContext,
  timeAndStaff,
  totalRow,
} from './parts.ts'
import type { Block, Receipt } from './receipt.ts'
import { saleQrData } from './sale-token.ts'
import { centredLines, PLAIN_SLIP } from './slip-template.ts'
import { soldLines } from './sold-lines.ts'

type Sale = EntryOf<'SALE'>

const amounts = ({ body }: Sale, labels: ReceiptLabels, language: ReceiptLanguage): Block[] => [
  { kind: 'rule' },
  ...(body.discount === 0
    ? []
    : [amountRow(labels.subtotal, money(body.subtotal)), amountRow(labels.discount, money(negateFen(body.discount)))]),
  totalRow(labels.total, body.total),
  ...body.tenders.map((tender) => amountRow(labels[tender.kind], money(tender.amount))),
  ...(body.change === 0 ? [] : [amountRow(labels.change, money(body.change))]),
  { kind: 'rule' },
  ...netAndTax(body, language),
]

/** The guest's receipt for a sale. It is no invoice and carries no number that looks like one. */
export const saleReceipt = (entry: Sale, proof: Proof, context: ReceiptContext): Receipt => {
  const labels = labelsIn(context.language)
  const { body } = entry
  const { foot } = context.template ?? PLAIN_SLIP
  return {
    blocks: [
      ...guestHeading(context),
      labelled(labels.receiptNo, body.receiptNo),
      ...timeAndStaff(entry.at, context),
      { kind: 'text', text: placeOf(body, context.language) },
      { kind: 'rule' },
      ...soldLines(body.lines, context.language),
      ...(body.note === '' ? [] : [labelled(`${labels.note}:`, body.note)]),
      ...amounts(entry, labels, context.language),
      { kind: 'feed', lines: 1 },
      { kind: 'qr', data: saleQrData(entry, { hash: proof.hash, signature: proof.signature ?? null }) },
      ...centredLines(foot.length === 0 ? [labels.thanks] : foot),
      ...footing(entry.seq, proof, context),
    ],
  }
}
