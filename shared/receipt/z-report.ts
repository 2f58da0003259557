import type { EntryOf } from '../journal/entry.ts'
import { type Fen, fen } from '../money/fen.ts'
import {
  amountRow,
  footing,
  heading,
  labelled,
  money,
  type Proof,
  type ReceiptContext,
  timeAndStaff,
  totalRow,
} from './parts.ts'
import type { Block, Receipt } from './receipt.ts'
import { shiftFigures } from './shift-figures.ts'
import { type Say, sayIn } from './words.ts'

const overOrShort = (over: Fen, say: Say): Block[] => {
  if (over === 0) return totalRow(say('even'), over)
  return totalRow(say(over > 0 ? 'over' : 'short'), fen(Math.abs(over)))
}

/** The Z report on paper: a closed shift's figures, its cash as expected and as counted, and what is over or short. */
export const zReport = (entry: EntryOf<'SHIFT_CLOSED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const say = sayIn(context.language)
  const { body } = entry
  return {
    blocks: [
      ...heading(context, say('zTitle')),
      labelled(say('zNumber'), String(body.z)),
      labelled(say('businessDate'), body.businessDate),
      ...timeAndStaff(entry.at, context),
      labelled(say('range'), `#${body.fromSeq} - #${entry.seq}`),
      ...shiftFigures(body.totals, say),
      amountRow(say('float'), money(body.float)),
      amountRow(say('expected'), money(body.expected)),
      amountRow(say('counted'), money(body.counted)),
      ...overOrShort(body.over, say),
      { kind: 'rule' },
      ...footing(entry.seq, proof, context),
    ],
  }
}
