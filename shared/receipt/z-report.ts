import type { EntryOf } from '../journal/entry.ts'
import { type Fen, fen } from '../money/fen.ts'
import { labelsIn, type ReceiptLabels } from './labels.ts'
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

const overOrShort = (over: Fen, labels: ReceiptLabels): Block => {
  if (over === 0) return totalRow(labels.even, over)
  return totalRow(over > 0 ? labels.over : labels.short, fen(Math.abs(over)))
}

/** The Z report on paper: a closed shift's figures, its cash as expected and as counted, and what is over or short. */
export const zReport = (entry: EntryOf<'SHIFT_CLOSED'>, proof: Proof, context: ReceiptContext): Receipt => {
  const labels = labelsIn(context.language)
  const { body } = entry
  return {
    blocks: [
      ...heading(context, labels.zTitle),
      labelled(labels.zNumber, String(body.z)),
      labelled(labels.businessDate, body.businessDate),
      ...timeAndStaff(entry.at, context),
      labelled(labels.range, `#${body.fromSeq} - #${entry.seq}`),
      ...shiftFigures(body.totals, context.language),
      amountRow(labels.float, money(body.float)),
      amountRow(labels.expected, money(body.expected)),
      amountRow(labels.counted, money(body.counted)),
      overOrShort(body.over, labels),
      { kind: 'rule' },
      ...footing(entry.seq, proof, context),
    ],
  }
}
