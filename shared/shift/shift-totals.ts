import type { Entry, ShiftTotals } from '../journal/entry.ts'
import { addFen, subtractFen, sumFen, ZERO_FEN } from '../money/fen.ts'
import { keptByKind, TENDER_KINDS } from '../sale/tender.ts'

/** A shift in which nothing has happened yet. */
export const NO_TOTALS: ShiftTotals = {
  sales: 0,
  salesTotal: ZERO_FEN,
  discount: ZERO_FEN,
  net: ZERO_FEN,
  tax: ZERO_FEN,
  refunds: 0,
  refundTotal: ZERO_FEN,
  voids: 0,
  cash: ZERO_FEN,
  wechat: ZERO_FEN,
  alipay: ZERO_FEN,
  card: ZERO_FEN,
}

/** Adds one entry to a shift's totals: the fold behind X and Z reports. Net and tax are after refunds. */
export const addToTotals = (totals: ShiftTotals, entry: Entry): ShiftTotals => {
  if (entry.kind === 'SALE') {
    const { body } = entry
    const kept = keptByKind(body)
    const byKind = Object.fromEntries(TENDER_KINDS.map((kind) => [kind, addFen(totals[kind], kept[kind])]))
    return {
      ...totals,
      ...byKind,
      sales: totals.sales + 1,
      salesTotal: addFen(totals.salesTotal, body.total),
      discount: addFen(totals.discount, body.discount),
      net: addFen(totals.net, body.net),
      tax: addFen(totals.tax, body.tax),
    }
  }
  if (entry.kind === 'REFUND') {
    const { body } = entry
    const back = (kind: string) =>
      sumFen(body.tenders.filter((tender) => tender.kind === kind).map((tender) => tender.amount))
    const byKind = Object.fromEntries(TENDER_KINDS.map((kind) => [kind, subtractFen(totals[kind], back(kind))]))
    return {
      ...totals,
      ...byKind,
      refunds: totals.refunds + 1,
      refundTotal: addFen(totals.refundTotal, body.total),
      net: subtractFen(totals.net, body.net),
      tax: subtractFen(totals.tax, body.tax),
    }
  }
  return entry.kind === 'ORDER_VOIDED' ? { ...totals, voids: totals.voids + 1 } : totals
}

/** The totals of two stretches of a journal taken together. */
export const addShiftTotals = (one: ShiftTotals, other: ShiftTotals): ShiftTotals => ({
  sales: one.sales + other.sales,
  salesTotal: addFen(one.salesTotal, other.salesTotal),
  discount: addFen(one.discount, other.discount),
  net: addFen(one.net, other.net),
  tax: addFen(one.tax, other.tax),
  refunds: one.refunds + other.refunds,
  refundTotal: addFen(one.refundTotal, other.refundTotal),
  voids: one.voids + other.voids,
  cash: addFen(one.cash, other.cash),
  wechat: addFen(one.wechat, other.wechat),
  alipay: addFen(one.alipay, other.alipay),
  card: addFen(one.card, other.card),
})
