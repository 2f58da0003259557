import type { Bridge } from '../../shared/bridge/bridge.ts'
import { parseEntry, readLine, toLine } from '../../shared/journal/line.ts'
import { type Head, headOf, type SealedEntry, type Sha256 } from '../../shared/journal/seal.ts'
import { verifyChain } from '../../shared/journal/verify-chain.ts'
import { committedTables, type Database } from './database.ts'
import { foldEntry, journalRow, readRows, writeFolded } from './fold-entries.ts'
import type { Change } from './project.ts'
import type { StoredEntry } from './rows.ts'

const PAGE = 500

/** Somewhere entries can come back from, as lines in order after a number; an empty page means no more. */
export type LineSource = (after: number) => Promise<readonly string[]>

/** The fsynced second copy that main keeps, of the epoch in use or of one that the till has left. */
export const fromMirror =
  (bridge: Bridge, epoch?: number): LineSource =>
  async (after) => {
    const page = { after, limit: PAGE }
    return (await bridge.call['mirror.read'](epoch === undefined ? page : { ...page, epoch })).lines
  }

/** The journal's own rows, wherever the head stands. */
export const fromJournal =
  (database: Database, epoch: number): LineSource =>
  async (after) =>
    (await storedAfter(database, epoch, after, PAGE)).map(toLine)

/** What a damaged second copy still holds in whole lines, before and beyond the damage. */
export const fromSalvage =
  (bridge: Bridge): LineSource =>
  async (after) =>
    (await bridge.call['mirror.salvage']({ after, limit: PAGE })).lines

/** Entries that this window committed and still remembers. */
export const fromMemory =
  (recent: readonly StoredEntry[]): LineSource =>
  async (after) =>
    recent.filter((entry) => entry.seq > after).map(toLine)

/** The newest entry that the journal's own rows hold, wherever the head stands. */
export const newestStored = (database: Database, epoch: number): Promise<StoredEntry | undefined> =>
  database.journal.where('[epoch+seq]').between([epoch, 0], [epoch, Number.MAX_SAFE_INTEGER]).last()

/** Stored entries after a number, in order. */
export const storedAfter = (database: Database, epoch: number, after: number, limit: number): Promise<StoredEntry[]> =>
  database.journal
    .where('[epoch+seq]')
    .between([epoch, after], [epoch, Number.MAX_SAFE_INTEGER], false, true)
    .limit(limit)
    .toArray()

/**
 * Where a source ends: it has no more; its next line is damaged, or is no entry that a till seals; numbers are missing before it; it links to another entry
 * (a fork); or this app does not know its kind or version.
 */
export type SourceEnd = 'no_more' | 'damaged' | 'hole' | 'fork' | 'newer_version'

/** The entries of lines that are proven to follow, up to the first one that this app cannot read. */
const parseAll = (lines: readonly string[]): { entries: SealedEntry[]; end: 'damaged' | 'newer_version' | null } => {
  const entries: SealedEntry[] = []
  for (const line of lines) {
    const text = line.slice(65)
    const parsed = parseEntry(text)
    if (!parsed.ok) return { entries, end: parsed.reason === 'malformed' ? 'damaged' : parsed.reason }
    entries.push({ entry: parsed.value, text, hash: line.slice(0, 64) })
  }
  return { entries, end: null }
}

const storePage = (database: Database, entries: readonly SealedEntry[]): Promise<void> =>
  database.transaction('rw', committedTables(database), async () => {
    const rows = await readRows(database, entries)
    let head = await database.head.get('head')
    const changes: Change[] = []
    for (const sealed of entries) {
      const folded = foldEntry(sealed, rows, head)
      head = folded.head
      changes.push(...folded.changes)
    }
    await database.journal.bulkPut(entries.map(journalRow))
    if (head) await writeFolded(database, { head, changes })
  })

/** Empties the read tables and the head, and says so until they are whole again. Entries themselves are never deleted, and drafts are nobody's fold. */
export const clearReadTables = (database: Database): Promise<void> =>
  database.transaction(
    'rw',
    [database.head, database.meta, database.sales, database.shifts, database.counters, database.prints],
    async () => {
      await database.meta.put({ key: 'projection', value: 0 })
      await database.head.clear()
      await database.sales.clear()
      await database.shifts.clear()
      await database.counters.clear()
      await database.prints.clear()
    },
  )

const endAt = (line: string, head: Head, sha256: Sha256): SourceEnd => {
  const read = readLine(line, sha256)
  if (!read.ok || read.value.header.till !== head.till || read.value.header.epoch !== head.epoch) return 'damaged'
  return read.value.header.seq > head.seq + 1 ? 'hole' : 'fork'
}

/**
 * Carries the journal on from a head with what a source holds beyond it, as far as each line is proven to follow, a page
 * per transaction; says where it got to and why the source ends there.
 */
export const restoreFrom = async (
  database: Database,
  source: LineSource,
  start: Head,
  ports: { readonly sha256: Sha256; readonly onProgress: (seq: number) => void },
): Promise<{ readonly head: Head; readonly end: SourceEnd }> => {
  let head = start
  for (;;) {
    const lines = await source(head.seq)
    if (lines.length === 0) return { head, end: 'no_more' }
    const proven = verifyChain(head, lines, ports.sha256)
    const good = proven.ok ? lines : lines.slice(0, proven.fault.good)
    const { entries, end } = parseAll(good)
    if (entries.length > 0) await storePage(database, entries)
    const last = entries.at(-1)
    if (last !== undefined) {
      head = headOf(last)
      ports.onProgress(head.seq)
    }
    if (end !== null) return { head, end }
    if (!proven.ok) return { head, end: endAt(lines[proven.fault.good] ?? '', head, ports.sha256) }
  }
}
