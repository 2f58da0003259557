import type { ShiftTotals } from '../journal/entry.ts'
import { addFen, negateFen } from '../money/fen.ts'
import { TENDER_KINDS } from '../sale/tender.ts'
import { amountRow, money } from './parts.ts'
import type { Block } from './receipt.ts'
import type { Say } from './words.ts'

/** What happened at the drawer beside the sales; nothing where nothing did. */
const besideSales = ({ paidIn, paidOut, drawerOpens }: ShiftTotals, say: Say): Block[] => [
  ...(paidIn === undefined ? [] : [amountRow(say('paidIn'), money(paidIn))]),
  ...(paidOut === undefined ? [] : [amountRow(say('paidOut'), money(negateFen(paidOut)))]),
  ...(drawerOpens === undefined ? [] : [amountRow(say('drawerOpens'), String(drawerOpens))]),
]

/** The figures that X and Z reports share. */
export const shiftFigures = (totals: ShiftTotals, say: Say): Block[] => [
  { kind: 'rule' },
  amountRow(say('salesCount'), String(totals.sales)),
  amountRow(say('gross'), money(addFen(totals.salesTotal, totals.discount))),
  amountRow(say('discount'), money(totals.discount)),
  amountRow(say('salesTotal'), money(totals.salesTotal)),
  amountRow(say('refundCount'), String(totals.refunds)),
  amountRow(say('refundSum'), money(totals.refundTotal)),
  amountRow(say('voidCount'), String(totals.voids)),
  { kind: 'rule' },
  amountRow(say('netSum'), money(totals.net)),
  amountRow(say('taxSum'), money(totals.tax)),
  { kind: 'rule' },
  { kind: 'text', ...say('byTender'), bold: true },
  ...TENDER_KINDS.map((kind) => amountRow(say(kind), money(totals[kind]))),
  { kind: 'rule' },
  ...besideSales(totals, say),
]
