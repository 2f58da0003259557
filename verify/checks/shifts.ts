import type { Entry, EntryOf, ShiftTotals } from '../../shared/journal/entry.ts'
import type { Notebook } from '../findings.ts'
import type { Check } from './check.ts'

type Totals = { -readonly [K in keyof ShiftTotals]-?: number }
type Shift = {
  readonly epoch: number
  readonly shiftId: string
  readonly businessDate: string
  readonly float: number
  readonly openedSeq: number
  readonly totals: Totals
}

const NAMES = ['sales', 'salesTotal', 'discount', 'net', 'tax', 'refunds', 'refundTotal', 'voids'] as const
/** A closing names them only where there were any. */
const BESIDE_SALES = ['paidIn', 'paidOut', 'drawerOpens'] as const
const TENDERS = ['cash', 'wechat', 'alipay', 'card'] as const

const emptyTotals = (): Totals => ({
  ...{ sales: 0, salesTotal: 0, discount: 0, net: 0, tax: 0, refunds: 0, refundTotal: 0, voids: 0 },
  ...{ cash: 0, wechat: 0, alipay: 0, card: 0 },
  ...{ paidIn: 0, paidOut: 0, drawerOpens: 0 },
})

const addSale = (totals: Totals, { body }: EntryOf<'SALE'>) => {
  totals.sales += 1
  totals.salesTotal += body.total
  totals.discount += body.discount
  totals.net += body.net
  totals.tax += body.tax
  for (const { kind, amount } of body.tenders) totals[kind] += amount
  totals.cash -= body.change
}

/** Net and tax are after refunds, the sales' own sums are not. */
const addRefund = (totals: Totals, { body }: EntryOf<'REFUND'>) => {
  totals.refunds += 1
  totals.refundTotal += body.total
  totals.net -= body.net
  totals.tax -= body.tax
  for (const { kind, amount } of body.tenders) totals[kind] -= amount
}

const expectedIn = ({ float, totals }: Pick<Shift, 'float' | 'totals'>): number =>
  float + totals.cash + totals.paidIn - totals.paidOut

type MoneyEntry = EntryOf<'SALE'> | EntryOf<'REFUND'> | EntryOf<'CASH_MOVED'> | EntryOf<'DRAWER_OPENED'>

const isMoney = (entry: Entry): entry is MoneyEntry =>
  ['SALE', 'REFUND', 'CASH_MOVED', 'DRAWER_OPENED'].includes(entry.kind)

/** Folds each shift from its entries and compares what its closing says. */
export const checkShifts = (notebook: Notebook): Check => {
  let open: Shift | null = null

  const opened = (entry: EntryOf<'SHIFT_OPENED'>) => {
    if (open !== null) notebook.find('shift_still_open', entry, { seq: open.openedSeq })
    const { shiftId, businessDate, float } = entry.body
    open = { epoch: entry.epoch, shiftId, businessDate, float, openedSeq: entry.seq, totals: emptyTotals() }
  }

  /** A new epoch knows nothing of a shift that was open in the one before: no closing will count it. */
  const interrupted = ({ epoch, openedSeq: seq, businessDate: date, float, totals }: Shift) => {
    const { sales, salesTotal, refunds, refundTotal } = totals
    const drawer = expectedIn({ float, totals })
    notebook.note('shift_interrupted', { epoch, seq }, { date, sales, salesTotal, refunds, refundTotal, drawer })
    open = null
  }

  const closed = (entry: EntryOf<'SHIFT_CLOSED'>, shift: Shift) => {
    const { body } = entry
    const { totals } = shift
    const expected = expectedIn(shift)
    const pairs: (readonly [string, string | number, string | number])[] = [
      ['businessDate', body.businessDate, shift.businessDate],
      ['fromSeq', body.fromSeq, shift.openedSeq],
      ['float', body.float, shift.float],
      ...[...NAMES, ...TENDERS].map((name) => [name, body.totals[name], totals[name]] as const),
      ...BESIDE_SALES.map((name) => [name, body.totals[name] ?? 0, totals[name]] as const),
      ['expected', body.expected, expected],
      ['over', body.over, body.counted - body.expected],
    ]
    for (const [field, said, counted] of pairs) {
      if (said !== counted) notebook.find('closing_differs', entry, { z: body.z, field, said, counted })
    }
  }

  const atDrawer = (entry: EntryOf<'CASH_MOVED'> | EntryOf<'DRAWER_OPENED'>, { totals }: Shift) => {
    if (entry.kind === 'DRAWER_OPENED') totals.drawerOpens += 1
    else totals[entry.body.direction === 'in' ? 'paidIn' : 'paidOut'] += entry.body.amount
  }

  const money = (entry: MoneyEntry) => {
    if (open === null || entry.shift !== open.shiftId) {
      return notebook.find('outside_shift', entry, { kind: entry.kind })
    }
    if (entry.kind !== 'DRAWER_OPENED' && entry.body.businessDate !== open.businessDate) {
      notebook.find('other_date', entry, { said: entry.body.businessDate, counted: open.businessDate })
    }
    if (entry.kind === 'SALE') addSale(open.totals, entry)
    else if (entry.kind === 'REFUND') addRefund(open.totals, entry)
    else atDrawer(entry, open)
  }

  const reading = (entry: EntryOf<'X_REPORT'>) => {
    const { shiftId, fromSeq: from, toSeq: to } = entry.body
    if (open?.shiftId !== shiftId) return notebook.find('outside_shift', entry, { kind: entry.kind })
    const right = { rightFrom: open.openedSeq, rightTo: entry.seq - 1 }
    if (from !== right.rightFrom || to !== right.rightTo) notebook.find('x_range', entry, { from, to, ...right })
  }

  return {
    see: ({ entry }) => {
      if (entry.kind === 'GENESIS' && open !== null && entry.epoch !== open.epoch) interrupted(open)
      else if (entry.kind === 'SHIFT_OPENED') opened(entry)
      else if (isMoney(entry)) money(entry)
      else if (entry.kind === 'ORDER_VOIDED' && open !== null && entry.shift === open.shiftId) open.totals.voids += 1
      else if (entry.kind === 'X_REPORT') reading(entry)
      else if (entry.kind === 'SHIFT_CLOSED') {
        if (open?.shiftId !== entry.body.shiftId) return notebook.find('closing_without_shift', entry)
        closed(entry, open)
        open = null
      }
    },
  }
}
