import { onceKey } from '../../shared/journal/once-key.ts'
import { headOf, type SealedEntry } from '../../shared/journal/seal.ts'
import type { CounterRow, Database, HeadRow, JournalRow } from './database.ts'
import { type Change, type Needed, neededBy, project, type RowsBefore } from './project.ts'
import type { PrintRow, SaleRow, ShiftRow } from './rows.ts'

/** The rows that some entries touch, as they stand while these are folded one after the other. */
export type Rows = {
  readonly sales: Map<string, SaleRow>
  readonly shifts: Map<string, ShiftRow>
  readonly counters: Map<string, CounterRow>
  readonly prints: Map<string, PrintRow>
}

/** What entries come to: the head that they leave and the rows to write, in order. */
export type Folded = { readonly head: HeadRow; readonly changes: readonly Change[] }

const keyOf = (epoch: number, seq: number): string => `${epoch}.${seq}`

const present = <T>(values: readonly (T | null | undefined)[]): T[] =>
  values.filter((value): value is T => value !== null && value !== undefined)

const distinct = (needs: readonly Needed[], pick: (needed: Needed) => string | null): string[] => [
  ...new Set(present(needs.map(pick))),
]

// An operation over nothing still costs Dexie a turn of its own, and most entries touch two or three tables.
const getAll = <Row, Key>(table: { bulkGet(keys: Key[]): PromiseLike<(Row | undefined)[]> }, keys: Key[]) =>
  keys.length === 0 ? [] : table.bulkGet(keys)
const putAll = <Row>(table: { bulkPut(rows: readonly Row[]): PromiseLike<unknown> }, rows: readonly Row[]) =>
  rows.length === 0 ? null : table.bulkPut(rows)

/** Reads, inside the caller's transaction and in one go, every row that folding these entries depends on. */
export const readRows = async (database: Database, entries: readonly SealedEntry[]): Promise<Rows> => {
  const needs = entries.map(({ entry }) => neededBy(entry))
  const saleKeys = present(needs.map((needed) => needed.sale)).map(([epoch, seq]): [number, number] => [epoch, seq])
  const [sales, shifts, counters, prints] = await Promise.all([
    getAll(database.sales, saleKeys),
    getAll(
      database.shifts,
      distinct(needs, (needed) => needed.shift),
    ),
    getAll(
      database.counters,
      distinct(needs, (needed) => needed.counter),
    ),
    getAll(
      database.prints,
      distinct(needs, (needed) => needed.print),
    ),
  ])
  return {
    sales: new Map(present(sales).map((row) => [keyOf(row.epoch, row.seq), row])),
    shifts: new Map(present(shifts).map((row) => [row.shiftId, row])),
    counters: new Map(present(counters).map((row) => [row.name, row])),
    prints: new Map(present(prints).map((row) => [row.job, row])),
  }
}

const rowsBefore = (rows: Rows, needed: Needed, head: HeadRow | undefined): RowsBefore => ({
  sale: (needed.sale && rows.sales.get(keyOf(...needed.sale))) ?? null,
  shift: (needed.shift !== null && rows.shifts.get(needed.shift)) || null,
  counter: (needed.counter !== null && rows.counters.get(needed.counter)?.value) || 0,
  print: (needed.print !== null && rows.prints.get(needed.print)) || null,
  facts: head?.facts ?? null,
})

const keepRow = (rows: Rows, change: Change): void => {
  if (change.table === 'sales') rows.sales.set(keyOf(change.row.epoch, change.row.seq), change.row)
  if (change.table === 'shifts') rows.shifts.set(change.row.shiftId, change.row)
  if (change.table === 'counters') rows.counters.set(change.row.name, change.row)
  if (change.table === 'prints') rows.prints.set(change.row.job, change.row)
}

const headAfter = (sealed: SealedEntry, before: HeadRow | undefined, changes: readonly Change[]): HeadRow => {
  const carried = { openShift: before?.openShift ?? null, facts: before?.facts ?? null }
  for (const change of changes) {
    if (change.table !== 'head') continue
    if ('facts' in change) carried.facts = change.facts
    else carried.openShift = change.openShift
  }
  return { key: 'head', ...headOf(sealed), ...carried }
}

/** Folds one entry over the rows, which then stand as after it. */
export const foldEntry = (sealed: SealedEntry, rows: Rows, head: HeadRow | undefined): Folded => {
  const { entry, hash } = sealed
  const changes = project(entry, hash, rowsBefore(rows, neededBy(entry), head))
  for (const change of changes) keepRow(rows, change)
  return { head: headAfter(sealed, head, changes), changes }
}

/** Writes what folding came to, inside the caller's transaction. Of several changes to one row the last one stays. */
export const writeFolded = (database: Database, { head, changes }: Folded): Promise<unknown> =>
  Promise.all([
    database.head.put(head),
    putAll(
      database.sales,
      changes.flatMap((change) => (change.table === 'sales' ? [change.row] : [])),
    ),
    putAll(
      database.shifts,
      changes.flatMap((change) => (change.table === 'shifts' ? [change.row] : [])),
    ),
    putAll(
      database.counters,
      changes.flatMap((change) => (change.table === 'counters' ? [change.row] : [])),
    ),
    putAll(
      database.prints,
      changes.flatMap((change) => (change.table === 'prints' ? [change.row] : [])),
    ),
    database.drafts.bulkDelete(changes.flatMap((change) => (change.table === 'drafts' ? [change.remove] : []))),
  ])

/** An entry as the journal's table keeps it. */
export const journalRow = ({ entry, hash, text }: SealedEntry): JournalRow => {
  const once = onceKey(entry)
  const row = { epoch: entry.epoch, seq: entry.seq, hash, text }
  return once === null ? row : { ...row, once }
}
