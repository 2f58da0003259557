import { type Entry, onceKey } from '../../shared/journal/entry.ts'
import { headOf, type SealedEntry } from '../../shared/journal/seal.ts'
import type { Database, HeadRow } from './database.ts'
import { type Change, neededBy, project, type RowsBefore } from './project.ts'

const rowsBefore = async (database: Database, entry: Entry, head: HeadRow | undefined): Promise<RowsBefore> => {
  const needed = neededBy(entry)
  const [sale, shift, counter, print] = await Promise.all([
    needed.sale === null ? undefined : database.sales.get([...needed.sale]),
    needed.shift === null ? undefined : database.shifts.get(needed.shift),
    needed.counter === null ? undefined : database.counters.get(needed.counter),
    needed.print === null ? undefined : database.prints.get(needed.print),
  ])
  return {
    sale: sale ?? null,
    shift: shift ?? null,
    counter: counter?.value ?? 0,
    print: print ?? null,
    facts: head?.facts ?? null,
  }
}

const write = (database: Database, change: Change): Promise<unknown> | null => {
  switch (change.table) {
    case 'sales':
      return database.sales.put(change.row)
    case 'shifts':
      return database.shifts.put(change.row)
    case 'counters':
      return database.counters.put(change.row)
    case 'prints':
      return database.prints.put(change.row)
    case 'drafts':
      return database.drafts.delete(change.remove)
    case 'head':
      return null
  }
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

/** Updates the read tables for one entry, inside the caller's transaction; gives the new head row, which it also writes. */
export const projectEntry = async (
  database: Database,
  sealed: SealedEntry,
  head: HeadRow | undefined,
): Promise<{ head: HeadRow; changes: Change[] }> => {
  const changes = project(sealed.entry, sealed.hash, await rowsBefore(database, sealed.entry, head))
  const after = headAfter(sealed, head, changes)
  await Promise.all([database.head.put(after), ...changes.map((change) => write(database, change))])
  return { head: after, changes }
}

/** Stores one entry with everything that follows from it, inside the caller's transaction. Adding fails if it is there. */
export const storeEntry = async (database: Database, sealed: SealedEntry, head: HeadRow | undefined) => {
  const { entry, hash, text } = sealed
  const once = onceKey(entry)
  const row = { epoch: entry.epoch, seq: entry.seq, hash, text }
  await database.journal.add(once === null ? row : { ...row, once })
  return projectEntry(database, sealed, head)
}
