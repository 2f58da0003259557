import type { EntryTime, ShiftTotals } from '../journal/entry.ts'
import type { Fen } from '../money/fen.ts'
import { amountRow, heading, labelled, money, type ReceiptContext, timeAndStaff } from './parts.ts'
import type { Receipt } from './receipt.ts'
import { shiftFigures } from './shift-figures.ts'
import { sayIn } from './words.ts'

/** A reading of a shift that goes on: entries `from` to `to` (by number), what they come to, the float in fen, and when it was read. */
export type XReading = {
  readonly businessDate: string
  readonly from: number
  readonly to: number
  readonly totals: ShiftTotals
  readonly float: Fen
  readonly at: EntryTime
}

/** The X report on paper. It does not add float and cash up: whoever counts the drawer is not told what to find. */
export const xReport = (reading: XReading, context: ReceiptContext): Receipt => {
  const say = sayIn(context.language)
  return {
    blocks: [
      ...heading(context, say('xTitle')),
      labelled(say('businessDate'), reading.businessDate),
      ...timeAndStaff(reading.at, context),
      labelled(say('range'), `#${reading.from} - #${reading.to}`),
      ...shiftFigures(reading.totals, say),
      amountRow(say('float'), money(reading.float)),
      { kind: 'feed', lines: 1 },
      { kind: 'cut' },
    ],
  }
}
