import type { EntryOf } from '../journal/entry.ts'
import { labelsIn } from './labels.ts'
import { footing, heading, labelled, type Proof, type ReceiptContext, timeAndStaff, totalRow } from './parts.ts'
import type { Receipt } from './receipt.ts'

/** The slip for cash that was put into the drawer or taken out of it: it goes into the drawer, signed by who took or gave it. */
export const cashSlip = (entry: EntryOf<'CASH_MOVED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const labels = labelsIn(context.language)
  const { direction, amount, reason, businessDate, approvedBy } = entry.body
  return {
    blocks: [
      ...heading(context, direction === 'in' ? labels.cashInTitle : labels.cashOutTitle),
      labelled(labels.businessDate, businessDate),
      ...timeAndStaff(entry.at, context),
      ...(approvedBy === null ? [] : [labelled(labels.approvedBy, context.nameOf(approvedBy))]),
      labelled(labels.reason, reason),
      { kind: 'rule' },
      totalRow(labels.cash, amount),
      { kind: 'rule' },
      { kind: 'feed', lines: 2 },
      labelled(labels.handedOver, '____________________'),
      ...footing(entry.seq, proof, context),
    ],
  }
}
