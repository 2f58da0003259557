import type { EntryOf } from '../journal/entry.ts'
import { negateFen } from '../money/fen.ts'
import {
  amountRow,
  footing,
  guestHeading,
  guestLines,
  guestTax,
  labelled,
  labelledFreely,
  money,
  originalSale,
  type Proof,
  type ReceiptContext,
  totalRow,
} from './parts.ts'
import type { Receipt } from './receipt.ts'
import { soldLines } from './sold-lines.ts'
import { sayIn } from './words.ts'

/** The slip for a refund: what went back, to which tender, why, who approved it, and a line for the guest's signature. */
export const refundReceipt = (entry: EntryOf<'REFUND'>, proof: Proof, context: ReceiptContext): Receipt => {
  const say = sayIn(context.language)
  const { body } = entry
  return {
    blocks: [
      ...guestHeading(context, say('refundTitle')),
      ...originalSale(body, say),
      ...guestLines(entry.at, null, context),
      labelled(say('approvedBy'), context.nameOf(body.approvedBy)),
      labelledFreely(say('reason'), body.reason),
      { kind: 'rule' },
      ...soldLines(body.lines, context.language),
      { kind: 'rule' },
      ...(body.discount === 0 ? [] : [amountRow(say('discountTakenBack'), money(negateFen(body.discount)))]),
      ...totalRow(say('refundTotal'), body.total),
      ...body.tenders.map(({ kind, amount }) =>
        amountRow(
          say((labels) => `${labels.refundedBy} ${labels[kind]}`),
          money(amount),
        ),
      ),
      ...guestTax(body, context),
      { kind: 'feed', lines: 2 },
      labelled(say('signature'), '____________'),
      ...footing(entry.seq, proof, context),
    ],
  }
}
