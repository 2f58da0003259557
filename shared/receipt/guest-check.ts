import type { EntryOf } from '../journal/entry.ts'
import { negateFen } from '../money/fen.ts'
import { labelsIn } from './labels.ts'
import {
  amountRow,
  footing,
  guestHeading,
  labelled,
  money,
  type Proof,
  placeOf,
  type ReceiptContext,
  timeAndStaff,
  totalRow,
} from './parts.ts'
import type { Receipt } from './receipt.ts'
import { soldLines } from './sold-lines.ts'

/** What the guest is asked to pay, before payment. It says that it is no receipt, and carries no receipt number. */
export const guestCheck = (entry: EntryOf<'CHECK_PRINTED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const { language } = context
  const labels = labelsIn(language)
  const { body } = entry
  return {
    blocks: [
      ...guestHeading(context, labels.checkTitle),
      { kind: 'text', text: labels.notAReceipt, align: 'center', bold: true },
      ...(body.number === 1 ? [] : [labelled(labels.checkNumber, String(body.number))]),
      ...timeAndStaff(entry.at, context),
      { kind: 'text', text: placeOf(body, language) },
      { kind: 'rule' },
      ...soldLines(body.lines, language),
      ...(body.note === '' ? [] : [labelled(`${labels.note}:`, body.note)]),
      { kind: 'rule' },
      ...(body.discount === 0
        ? []
        : [
            amountRow(labels.subtotal, money(body.subtotal)),
            amountRow(labels.discount, money(negateFen(body.discount))),
          ]),
      totalRow(labels.due, body.total),
      { kind: 'rule' },
      ...footing(entry.seq, proof, context),
    ],
  }
}
