import type { Entry, EntryOf } from '../../shared/journal/entry.ts'
import { addToTotals, NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import type { CounterRow } from './database.ts'
import type { PrintRow, SaleRow, ShiftRow, TillFacts } from './rows.ts'

/**
 * Raised when project() makes other rows than before: the read tables are then rebuilt from the journal. Raised with each
 * new kind of entry too, so that an older app walks the journal, meets the kind and stops selling.
 */
export const PROJECTION = 4

/** Rows as they are before an entry. `counter` and `sale` are those that neededBy() named. */
export type RowsBefore = {
  readonly sale: SaleRow | null
  readonly shift: ShiftRow | null
  readonly counter: number
  readonly print: PrintRow | null
  readonly facts: TillFacts | null
}

/** Which rows project() must be given for an entry. */
export type Needed = {
  readonly sale: readonly [epoch: number, seq: number] | null
  readonly shift: string | null
  readonly counter: string | null
  readonly print: string | null
}

/** One row to write, one draft to drop, or a new fact of the till. */
export type Change =
  | { readonly table: 'sales'; readonly row: SaleRow }
  | { readonly table: 'shifts'; readonly row: ShiftRow }
  | { readonly table: 'counters'; readonly row: CounterRow }
  | { readonly table: 'prints'; readonly row: PrintRow }
  | { readonly table: 'drafts'; readonly remove: string }
  | { readonly table: 'head'; readonly facts: TillFacts }
  | { readonly table: 'head'; readonly openShift: string | null }

/** The number of the last Z report. */
export const Z_COUNTER = 'z'
/** The offset in the spool's log up to which outcomes are journalled. */
export const PRINT_OFFSET_COUNTER = 'print-offset'
/** Not counts but where the newest reports stand, so that they are found without a search: the number, and its epoch. */
export const LAST_X_COUNTER = 'last-x'
export const LAST_X_EPOCH_COUNTER = 'last-x-epoch'
export const LAST_Z_COUNTER = 'last-z'
export const LAST_Z_EPOCH_COUNTER = 'last-z-epoch'
/** The number of the newest entry of this epoch that the till's key has signed. */
export const SIGNED_COUNTER = 'signed'
/** Counts receipt numbers of a business date: two shifts of one day go on with the same row of numbers. */
export const receiptCounter = (businessDate: string): string => `receipt:${businessDate}`

/** The counter at the end of a receipt number. */
export const receiptCount = (receiptNo: string): number => Number(/(\d+)$/.exec(receiptNo)?.[1] ?? 0)

/** The entry whose document a print job id or document id names: `<epoch>.<seq>:...`. */
export const entryOfDocument = (id: string): { readonly epoch: number; readonly seq: number } | null => {
  const match = /^(\d+)\.(\d+):/.exec(id)
  return match ? { epoch: Number(match[1]), seq: Number(match[2]) } : null
}

const keyOfDocument = (id: string): Needed['sale'] => {
  const place = entryOfDocument(id)
  return place && [place.epoch, place.seq]
}

/** Names the rows that an entry's projection depends on; all of them are single keys, however long the history. */
export const neededBy = (entry: Entry): Needed => {
  const nothing = { sale: null, shift: entry.shift, counter: null, print: null }
  switch (entry.kind) {
    case 'SALE':
      return { ...nothing, counter: receiptCounter(entry.body.businessDate) }
    case 'REFUND':
    case 'INVOICE_REQUESTED':
      return { ...nothing, sale: [entry.body.of.epoch, entry.body.of.seq] }
    case 'REPRINTED':
      // A ticket of the same sale has copies of its own.
      return { ...nothing, sale: entry.body.document.endsWith(':receipt') ? keyOfDocument(entry.body.document) : null }
    case 'PRINT_OUTCOME':
      return { ...nothing, counter: PRINT_OFFSET_COUNTER, print: entry.body.job }
    case 'SHIFT_CLOSED':
      return { ...nothing, shift: entry.body.shiftId, counter: Z_COUNTER }
    case 'GENESIS':
    case 'ENROLLED':
    case 'SETTINGS_CHANGED':
    case 'STAFF_CHANGED':
    case 'SHIFT_OPENED':
    case 'ORDER_VOIDED':
    case 'KITCHEN_SENT':
    case 'CHECK_PRINTED':
    case 'CASH_MOVED':
    case 'DRAWER_OPENED':
    case 'X_REPORT':
    case 'SIGNED':
      return nothing
  }
}

const saleRow = (entry: EntryOf<'SALE'>, hash: string): SaleRow => ({
  epoch: entry.epoch,
  seq: entry.seq,
  hash,
  orderId: entry.body.orderId,
  receiptNo: entry.body.receiptNo,
  number: receiptCount(entry.body.receiptNo),
  businessDate: entry.body.businessDate,
  shift: entry.shift,
  by: entry.by,
  utc: entry.at.utc,
  offset: entry.at.offset,
  total: entry.body.total,
  change: entry.body.change,
  tenders: entry.body.tenders,
  refundedBy: null,
  invoiceSeq: null,
  copies: 1,
})

const openedShift = (entry: EntryOf<'SHIFT_OPENED'>): ShiftRow => ({
  shiftId: entry.body.shiftId,
  businessDate: entry.body.businessDate,
  openedSeq: entry.seq,
  openedBy: entry.by,
  openedUtc: entry.at.utc,
  closedSeq: null,
  float: entry.body.float,
  totals: NO_TOTALS,
  z: null,
})

const toSale = (row: SaleRow | null, change: Partial<SaleRow>): Change[] =>
  row === null ? [] : [{ table: 'sales', row: { ...row, ...change } }]

const toTotals = (row: ShiftRow | null, entry: Entry): Change[] =>
  row === null ? [] : [{ table: 'shifts', row: { ...row, totals: addToTotals(row.totals, entry) } }]

const toPrints = (entry: EntryOf<'PRINT_OUTCOME'>, before: RowsBefore): Change[] => {
  const { job, state, evidence, offset } = entry.body
  const counter: Change = {
    table: 'counters',
    row: { name: PRINT_OFFSET_COUNTER, value: Math.max(before.counter, offset) },
  }
  const document = entryOfDocument(job)
  if (document === null || (before.print !== null && before.print.offset > offset)) return [counter]
  const { epoch, seq } = document
  return [counter, { table: 'prints', row: { job, epoch, seq, state, evidence, offset } }]
}

/** What an entry changes in the read tables: pure, so that the tables can be made again from the journal at any time. */
export const project = (entry: Entry, hash: string, before: RowsBefore): Change[] => {
  switch (entry.kind) {
    case 'GENESIS': {
      const { restaurant, taxpayer, sample, parent } = entry.body
      const isSameTill = parent?.till === entry.till
      // A machine that took another one's place has a spool of its own.
      const { store = null, storeName = null, tillCode = null } = (isSameTill && before.facts) || {}
      return [
        { table: 'head', facts: { restaurant, taxpayer, sample, store, storeName, tillCode } },
        // A shift that was open in the epoch before stays as it is: interrupted.
        { table: 'head', openShift: null },
        ...[SIGNED_COUNTER, ...(isSameTill ? [] : [PRINT_OFFSET_COUNTER])].map(
          (name): Change => ({ table: 'counters', row: { name, value: 0 } }),
        ),
      ]
    }
    case 'ENROLLED': {
      const { store, storeName, tillCode } = entry.body
      return before.facts === null ? [] : [{ table: 'head', facts: { ...before.facts, store, storeName, tillCode } }]
    }
    case 'SHIFT_OPENED':
      return [
        { table: 'shifts', row: openedShift(entry) },
        { table: 'head', openShift: entry.body.shiftId },
      ]
    case 'SALE':
      return [
        { table: 'sales', row: saleRow(entry, hash) },
        {
          table: 'counters',
          row: {
            name: receiptCounter(entry.body.businessDate),
            value: Math.max(before.counter, receiptCount(entry.body.receiptNo)),
          },
        },
        ...toTotals(before.shift, entry),
        { table: 'drafts', remove: entry.body.orderId },
      ]
    case 'ORDER_VOIDED':
      return [...toTotals(before.shift, entry), { table: 'drafts', remove: entry.body.orderId }]
    case 'CASH_MOVED':
    case 'DRAWER_OPENED':
      return toTotals(before.shift, entry)
    case 'REFUND':
      return [...toSale(before.sale, { refundedBy: entry.seq }), ...toTotals(before.shift, entry)]
    case 'INVOICE_REQUESTED':
      return toSale(before.sale, { invoiceSeq: entry.seq })
    case 'REPRINTED':
      return toSale(before.sale, { copies: Math.max(before.sale?.copies ?? 1, entry.body.copy) })
    case 'PRINT_OUTCOME':
      return toPrints(entry, before)
    case 'SHIFT_CLOSED':
      return [
        { table: 'counters', row: { name: Z_COUNTER, value: Math.max(before.counter, entry.body.z) } },
        { table: 'counters', row: { name: LAST_Z_COUNTER, value: entry.seq } },
        { table: 'counters', row: { name: LAST_Z_EPOCH_COUNTER, value: entry.epoch } },
        ...(before.shift === null
          ? []
          : [
              {
                table: 'shifts' as const,
                row: { ...before.shift, closedSeq: entry.seq, z: entry.body.z, totals: entry.body.totals },
              },
            ]),
        { table: 'head', openShift: null },
      ]
    case 'X_REPORT':
      return [
        { table: 'counters', row: { name: LAST_X_COUNTER, value: entry.seq } },
        { table: 'counters', row: { name: LAST_X_EPOCH_COUNTER, value: entry.epoch } },
      ]
    case 'SIGNED':
      return [{ table: 'counters', row: { name: SIGNED_COUNTER, value: entry.body.of.seq } }]
    case 'SETTINGS_CHANGED':
    case 'STAFF_CHANGED':
    case 'KITCHEN_SENT':
    case 'CHECK_PRINTED':
      return []
  }
}
