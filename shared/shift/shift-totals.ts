import type { Entry, ShiftTotals } from '../journal/entry.ts'
import { addFen, type Fen, subtractFen, sumFen, ZERO_FEN } from '../money/fen.ts'
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
  return addBesideSales(totals, entry)
}

const addBesideSales = (totals: ShiftTotals, entry: Entry): ShiftTotals => {
  switch (entry.kind) {
    case 'ORDER_VOIDED':
      return { ...totals, voids: totals.voids + 1 }
    case 'CASH_MOVED': {
      const name = entry.body.direction === 'in' ? 'paidIn' : 'paidOut'
      return { ...totals, [name]: addFen(totals[name] ?? ZERO_FEN, entry.body.amount) }
    }
    case 'DRAWER_OPENED':
      return { ...totals, drawerOpens: (totals.drawerOpens ?? 0) + 1 }
    default:
      return totals
  }
}

/** What must be in the drawer: the float, the cash that stayed from sales, and what was put in or taken out beside them. */
export const expectedCash = (float: Fen, { cash, paidIn, paidOut }: ShiftTotals): Fen =>
  subtractFen(sumFen([float, cash, paidIn ?? ZERO_FEN]), paidOut ?? ZERO_FEN)

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
  ...sumIfAny('paidIn', one, other),
  ...sumIfAny('paidOut', one, other),
  ...(one.drawerOpens === undefined && other.drawerOpens === undefined
    ? {}
    : { drawerOpens: (one.drawerOpens ?? 0) + (other.drawerOpens ?? 0) }),
})

const sumIfAny = (name: 'paidIn' | 'paidOut', one: ShiftTotals, other: ShiftTotals) =>
  one[name] === undefined && other[name] === undefined
    ? {}
    : { [name]: addFen(one[name] ?? ZERO_FEN, other[name] ?? ZERO_FEN) }
