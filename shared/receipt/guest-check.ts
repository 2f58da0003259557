import type { EntryOf } from '../journal/entry.ts'
import { negateFen } from '../money/fen.ts'
import {
  amountRow,
  footing,
  guestHeading,
  guestLines,
  labelled,
  labelledFreely,
  money,
  type Proof,
  type ReceiptContext,
  totalRow,
} from './parts.ts'
import type { Receipt } from './receipt.ts'
import { soldLines } from './sold-lines.ts'
import { sayIn } from './words.ts'

/** What the guest is asked to pay, before payment. It says that it is no receipt, and carries no receipt number. */
export const guestCheck = (entry: EntryOf<'CHECK_PRINTED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const say = sayIn(context.language)
  const { body } = entry
  return {
    blocks: [
      ...guestHeading(context, say('checkTitle')),
      { kind: 'text', ...say('notAReceipt'), align: 'center', bold: true },
      ...(body.number === 1 ? [] : [labelled(say('checkNumber'), String(body.number))]),
      ...guestLines(entry.at, body, context),
      { kind: 'rule' },
      ...soldLines(body.lines, context.language),
      ...(body.note === '' ? [] : [labelledFreely(say('note'), body.note, ': ')]),
      { kind: 'rule' },
      ...(body.discount === 0
        ? []
        : [
            amountRow(say('subtotal'), money(body.subtotal)),
            amountRow(say('discount'), money(negateFen(body.discount))),
          ]),
      ...totalRow(say('due'), body.total),
      { kind: 'rule' },
      ...footing(entry.seq, proof, context),
    ],
  }
}
