import type { ShiftTotals } from '../journal/entry.ts'
import { addFen, negateFen } from '../money/fen.ts'
import { TENDER_KINDS } from '../sale/tender.ts'
import { labelsIn, type ReceiptLabels, type ReceiptLanguage } from './labels.ts'
import { amountRow, money } from './parts.ts'
import type { Block } from './receipt.ts'

/** What happened at the drawer beside the sales; nothing where nothing did. */
const besideSales = ({ paidIn, paidOut, drawerOpens }: ShiftTotals, labels: ReceiptLabels): Block[] => [
  ...(paidIn === undefined ? [] : [amountRow(labels.paidIn, money(paidIn))]),
  ...(paidOut === undefined ? [] : [amountRow(labels.paidOut, money(negateFen(paidOut)))]),
  ...(drawerOpens === undefined ? [] : [amountRow(labels.drawerOpens, String(drawerOpens))]),
]

/** The figures that X and Z reports share. */
export const shiftFigures = (totals: ShiftTotals, language: ReceiptLanguage): Block[] => {
  const labels = labelsIn(language)
  return [
    { kind: 'rule' },
    amountRow(labels.salesCount, String(totals.sales)),
    amountRow(labels.gross, money(addFen(totals.salesTotal, totals.discount))),
    amountRow(labels.discount, money(totals.discount)),
    amountRow(labels.salesTotal, money(totals.salesTotal)),
    amountRow(labels.refundCount, String(totals.refunds)),
    amountRow(labels.refundSum, money(totals.refundTotal)),
    amountRow(labels.voidCount, String(totals.voids)),
    { kind: 'rule' },
    amountRow(labels.netSum, money(totals.net)),
    amountRow(labels.taxSum, money(totals.tax)),
    { kind: 'rule' },
    { kind: 'text', text: labels.byTender, bold: true },
    ...TENDER_KINDS.map((kind) => amountRow(labels[kind], money(totals[kind]))),
    { kind: 'rule' },
    ...besideSales(totals, labels),
  ]
}
