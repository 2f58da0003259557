import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import type { Notebook } from '../findings.ts'
import type { Check, Sealed } from './check.ts'

/** What became of the receipt numbers of one business date. */
export type Day = {
  readonly date: string
  readonly first: string
  readonly last: string
  readonly sales: number
  readonly total: number
  /** Sales among them that were refunded, on whatever date. */
  readonly refunded: number
  /** Orders that were given up before they had a number. */
  readonly voided: number
}

const BETWEEN_LISTED = 6

type Counting = { -readonly [K in keyof Omit<Day, 'voided'>]: Day[K] } & { count: number } & At

type At = { readonly epoch: number; readonly seq: number }

/** A number as it is told at another place: with its epoch, where that is another one. */
const seenFrom = (from: At, { epoch, seq }: At): string =>
  epoch === from.epoch ? `#${seq}` : `账段 epoch ${epoch} #${seq}`

const numberOf = (receiptNo: string, date: string): number | null => {
  const match = /^.+-(\d{8})-(\d{1,9})$/.exec(receiptNo)
  return match?.[1] === date.replaceAll('-', '') ? Number(match[2]) : null
}

/** What stands between two receipts, as a person would look for the missing one. */
const makeBetween = () => {
  let listed: (At & { readonly what: string })[] = []
  let count = 0
  return {
    clear: () => {
      listed = []
      count = 0
    },
    add: ({ epoch, seq }: At, what: string) => {
      count += 1
      if (listed.length < BETWEEN_LISTED) listed.push({ epoch, seq, what })
    },
    words: (from: At): string => {
      const places = listed.map((one) => `${seenFrom(from, one)} ${one.what}`).join(', ')
      return count === 0 ? '—' : `${places}${count > listed.length ? ` … (${count})` : ''}`
    },
  }
}

/** Checks that receipt numbers and Z numbers go on without a gap, and names what stands around each that is missing. */
export const checkNumbers = (notebook: Notebook): Check & { readonly days: () => Day[] } => {
  const days = new Map<string, Counting>()
  const voided = new Map<string, number>()
  const between = makeBetween()
  let z = { last: 0, epoch: 0, seq: 0 }
  /** An epoch that goes on from another archive's begins in the middle of its numbers. */
  const goesOn = { receipts: false, z: false }

  const startDay = (entry: EntryOf<'SALE'>, number: number): Counting => {
    const { businessDate: date, receiptNo } = entry.body
    const start = { date, first: receiptNo, last: '—', sales: 0, total: 0, refunded: 0 }
    return { ...start, count: goesOn.receipts ? number - 1 : 0, epoch: 0, seq: 0 }
  }

  const sale = (entry: EntryOf<'SALE'>) => {
    const { businessDate: date, receiptNo, total } = entry.body
    const number = numberOf(receiptNo, date)
    if (number === null) return notebook.find('receipt_form', entry, { receiptNo, date })
    const day = days.get(date) ?? startDay(entry, number)
    days.set(date, day)
    if (number <= day.count) notebook.find('receipt_repeated', entry, { receiptNo, date, last: day.last })
    else if (number > day.count + 1) {
      const before = day.seq === 0 ? '—' : `${seenFrom(entry, day)} ${day.last}`
      const missing = { from: day.count + 1, to: number - 1 }
      notebook.find('receipt_gap', entry, { ...missing, date, before, receiptNo, between: between.words(entry) })
    }
    day.sales += 1
    day.total += total
    if (number > day.count) Object.assign(day, { count: number, last: receiptNo, epoch: entry.epoch, seq: entry.seq })
    goesOn.receipts = false
    between.clear()
  }

  const closing = (entry: EntryOf<'SHIFT_CLOSED'>) => {
    const { z: number } = entry.body
    if (number <= z.last) notebook.find('z_repeated', entry, { z: number, last: z.last })
    else if (number > z.last + 1 && !goesOn.z) {
      const before = z.seq === 0 ? '—' : `${seenFrom(entry, z)} Z ${z.last}`
      notebook.find('z_gap', entry, { from: z.last + 1, to: number - 1, before, z: number })
    }
    goesOn.z = false
    z = { last: Math.max(z.last, number), epoch: entry.epoch, seq: entry.seq }
  }

  const dayOfReceipt = (receiptNo: string): Counting | undefined => {
    const digits = /-(\d{4})(\d{2})(\d{2})-\d+$/.exec(receiptNo)
    return digits ? days.get(`${digits[1]}-${digits[2]}-${digits[3]}`) : undefined
  }

  let openDate: string | null = null
  const count = (entry: Entry) => {
    if (entry.kind === 'GENESIS' && entry.body.parent !== null && entry.body.parent.till !== entry.till) {
      Object.assign(goesOn, { receipts: true, z: true })
    }
    if (entry.kind === 'SHIFT_OPENED') openDate = entry.body.businessDate
    const refunded = entry.kind === 'REFUND' ? dayOfReceipt(entry.body.receiptNo) : undefined
    if (refunded) refunded.refunded += 1
    if (entry.kind === 'ORDER_VOIDED' && openDate !== null) voided.set(openDate, (voided.get(openDate) ?? 0) + 1)
  }

  return {
    see: ({ entry }: Sealed) => {
      count(entry)
      if (entry.kind === 'SALE') return sale(entry)
      if (entry.kind === 'SHIFT_CLOSED') closing(entry)
      between.add(entry, entry.kind)
    },
    blank: (place) => between.add(place, '?'),
    days: () =>
      [...days.values()].map(({ count: _count, epoch: _epoch, seq: _seq, ...day }) => ({
        ...day,
        voided: voided.get(day.date) ?? 0,
      })),
  }
}
