import type { EntryOf } from '../journal/entry.ts'
import {
  footing,
  heading,
  labelled,
  labelledFreely,
  type Proof,
  type ReceiptContext,
  timeAndStaff,
  totalRow,
} from './parts.ts'
import type { Receipt } from './receipt.ts'
import { sayIn } from './words.ts'

/** The slip for cash that was put into the drawer or taken out of it: it goes into the drawer, signed by who took or gave it. */
export const cashSlip = (entry: EntryOf<'CASH_MOVED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const say = sayIn(context.language)
  const { direction, amount, reason, businessDate, approvedBy } = entry.body
  return {
    blocks: [
      ...heading(context, say(direction === 'in' ? 'cashInTitle' : 'cashOutTitle')),
      labelled(say('businessDate'), businessDate),
      ...timeAndStaff(entry.at, context),
      ...(approvedBy === null ? [] : [labelled(say('approvedBy'), context.nameOf(approvedBy))]),
      labelledFreely(say('reason'), reason),
      { kind: 'rule' },
      ...totalRow(say('cash'), amount),
      { kind: 'rule' },
      { kind: 'feed', lines: 2 },
      labelled(say('handedOver'), '____________________'),
      ...footing(entry.seq, proof, context),
    ],
  }
}
