import type { JournalRow } from '../../renderer/journal/database.ts'
import { type Entry, type EntryOf, NO_HASH } from '../../shared/journal/entry.ts'
import { sha256 } from './till.ts'
import { must } from './violation.ts'

type Read = { readonly entry: Entry; readonly hash: string }

/** Rows are never written over in place, so each is read and hashed once. */
const readBefore = new WeakMap<JournalRow, Read>()

/** The entry of a row, and the hash that its text has. */
export const readRow = (row: JournalRow): Read => {
  const known = readBefore.get(row)
  if (known) return known
  const read = { entry: JSON.parse(row.text) as Entry, hash: sha256(row.text) }
  readBefore.set(row, read)
  return read
}

/** What a shift has come to, counted here and not by the app. */
type Shift = { readonly id: string; sales: number; salesTotal: number; refunds: number; refundTotal: number }

/** What money has been moved so far. */
type Count = {
  readonly orders: Set<string>
  readonly receipts: Set<string>
  readonly refunded: Set<number>
  open: Shift | null
  z: number
}

const countSale = (count: Count, { seq, shift, body }: EntryOf<'SALE'>): void => {
  const { orders, receipts, open } = count
  must(open !== null && open.id === shift, () => `number ${seq} is a sale outside the open shift`)
  must(!orders.has(body.orderId), () => `order ${body.orderId} was sold twice`)
  must(!receipts.has(body.receiptNo), () => `receipt number ${body.receiptNo} was given twice`)
  orders.add(body.orderId)
  receipts.add(body.receiptNo)
  if (open === null) return
  open.sales += 1
  open.salesTotal += body.total
}

const countRefund = (count: Count, rows: readonly JournalRow[], { seq, shift, body }: EntryOf<'REFUND'>): void => {
  const { refunded, open } = count
  const sold = rows[body.of.seq - 1]
  const isOfSale = body.of.seq < seq && sold?.hash === body.of.hash && readRow(sold).entry.kind === 'SALE'
  must(open !== null && open.id === shift, () => `number ${seq} is a refund outside the open shift`)
  must(isOfSale, () => `number ${seq} gives back what is no sale before it`)
  must(!refunded.has(body.of.seq), () => `the sale of number ${body.of.seq} was given back twice`)
  refunded.add(body.of.seq)
  if (open === null) return
  open.refunds += 1
  open.refundTotal += body.total
}

const countClosing = (count: Count, { seq, body }: EntryOf<'SHIFT_CLOSED'>): void => {
  const { open } = count
  must(open !== null && open.id === body.shiftId, () => `number ${seq} closes a shift that is not open`)
  must(body.z === count.z + 1, () => `number ${seq} is report ${body.z} after report ${count.z}`)
  if (open === null) return
  const { sales, salesTotal, refunds, refundTotal } = body.totals
  const isSame =
    sales === open.sales &&
    salesTotal === open.salesTotal &&
    refunds === open.refunds &&
    refundTotal === open.refundTotal &&
    body.expected === body.float + open.salesTotal - open.refundTotal
  must(isSame, () => `the totals of report ${body.z} are not those of its shift`)
  count.open = null
  count.z = body.z
}

const countEntry = (count: Count, rows: readonly JournalRow[], entry: Entry): void => {
  switch (entry.kind) {
    case 'SHIFT_OPENED':
      must(count.open === null, () => `number ${entry.seq} opens a shift while one is open`)
      count.open = { id: entry.body.shiftId, sales: 0, salesTotal: 0, refunds: 0, refundTotal: 0 }
      return
    case 'SALE':
      countSale(count, entry)
      return
    case 'REFUND':
      countRefund(count, rows, entry)
      return
    case 'SHIFT_CLOSED':
      countClosing(count, entry)
      return
    case 'SIGNED':
      must(rows[entry.body.of.seq - 1]?.hash === entry.body.of.hash, () => `number ${entry.seq} signs another entry`)
      return
    default:
  }
}

/**
 * The journal is one chain without a gap; no order was sold twice, no sale given back twice, money moves in the open shift
 * alone, and each closing comes to what was sold in it.
 */
export const checkJournal = (rows: readonly JournalRow[]): void => {
  const count: Count = { orders: new Set(), receipts: new Set(), refunded: new Set(), open: null, z: 0 }
  let prev = NO_HASH
  rows.forEach((row, index) => {
    const { entry, hash } = readRow(row)
    must(row.seq === index + 1, () => `the journal has a gap before number ${row.seq}`)
    must(entry.prev === prev, () => `number ${row.seq} does not link to the one before`)
    must(hash === row.hash, () => `the hash of number ${row.seq} does not cover its text`)
    prev = hash
    countEntry(count, rows, entry)
  })
}
