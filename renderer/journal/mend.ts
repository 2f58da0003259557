import type { Bridge } from '../../shared/bridge/bridge.ts'
import { follows, parseEntry, readLine, toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, type Sha256 } from '../../shared/journal/seal.ts'
import { verifyChain } from '../../shared/journal/verify-chain.ts'
import type { Database, JournalRow } from './database.ts'
import { journalRow } from './fold-entries.ts'
import { storedAfter } from './restore.ts'
import type { StoredEntry } from './rows.ts'

const PAGE = 100

type MendPorts = {
  readonly database: Database
  readonly bridge: Bridge
  readonly till: string
  readonly epoch: number
  readonly sha256: Sha256
}

/** Numbers that were put back, and the first one that could not be; null where the chain is whole. */
export type Mended = { readonly mended: readonly number[]; readonly missing: number | null }

type Filler = { readonly head: Head; readonly row: JournalRow }

const fillerFrom = (line: string | undefined, head: Head, sha256: Sha256): Filler | null => {
  const read = line === undefined ? null : readLine(line, sha256)
  if (!read?.ok || !follows(head, read.value.header)) return null
  const { hash, text, header } = read.value
  const { epoch, seq } = header
  const parsed = parseEntry(text)
  const row = parsed.ok ? journalRow({ entry: parsed.value, hash, text }) : { epoch, seq, hash, text }
  return { head: { till: head.till, epoch, seq, hash }, row }
}

/** The entry after a head, from whichever other copy holds it. */
const findNext = async ({ bridge, epoch, sha256 }: MendPorts, head: Head): Promise<Filler | null> => {
  const asked = { after: head.seq, limit: 1 }
  const mirrored = fillerFrom((await bridge.call['mirror.read'](asked)).lines[0], head, sha256)
  if (mirrored) return mirrored
  const salvaged = fillerFrom((await bridge.call['mirror.salvage'](asked)).lines[0], head, sha256)
  if (salvaged) return salvaged
  const given = await bridge.call['sync.pull']({ epoch, after: head.seq })
  return given.ok ? fillerFrom(given.lines[0], head, sha256) : null
}

/**
 * Entries that lead from a head to the next one that stands in the journal. What does not meet it is of another branch
 * and fills nothing: a row that is whole is never replaced.
 */
const findFillers = async (ports: MendPorts, from: Head, last: Head): Promise<Filler[] | null> => {
  const fillers: Filler[] = []
  for (let head = from; head.seq < last.seq; ) {
    const filler = await findNext(ports, head)
    if (filler === null) return null
    fillers.push(filler)
    head = filler.head
    const next = await ports.database.journal.get([head.epoch, head.seq + 1]).catch(() => undefined)
    const read = next === undefined ? null : readLine(toLine(next), ports.sha256)
    if (read?.ok) return read.value.header.prev === head.hash ? fillers : null
    if (head.seq === last.seq) return head.hash === last.hash ? fillers : null
  }
  return null
}

/** Rows after a number; where the browser cannot read them together, those that it can read one by one. */
const readPage = async (database: Database, epoch: number, after: number, last: number): Promise<StoredEntry[]> => {
  try {
    return (await storedAfter(database, epoch, after, PAGE)).filter(({ seq }) => seq <= last)
  } catch {
    // A damaged page of the browser's own file fails the whole read: what lies beside it is still good.
    const rows: StoredEntry[] = []
    for (let seq = after + 1; seq <= Math.min(last, after + PAGE); seq += 1) {
      const row = await database.journal.get([epoch, seq]).catch(() => undefined)
      if (row !== undefined) rows.push(row)
    }
    return rows
  }
}

const putBack = async (database: Database, fillers: readonly Filler[]): Promise<boolean> => {
  try {
    await database.transaction('rw', [database.journal, database.meta], async () => {
      await database.journal.bulkPut(fillers.map(({ row }) => row))
      await database.meta.put({ key: 'projection', value: 0 })
    })
    return true
  } catch {
    return false
  }
}

/**
 * Walks the journal's chain up to its head, a page between two pauses, and puts back what is missing or damaged in the
 * middle. What is folded from entries is made anew at the next start where anything was put back.
 */
export const mendJournal = async (ports: MendPorts, last: Head, pause: () => Promise<void>): Promise<Mended> => {
  const { database, till, epoch, sha256 } = ports
  const mended: number[] = []
  let head = headBeforeGenesis(till, epoch)
  while (head.seq < last.seq) {
    const rows = await readPage(database, epoch, head.seq, last.seq)
    const proven = verifyChain(head, rows.map(toLine), sha256)
    head = proven.ok ? proven.head : proven.fault.head
    await pause()
    if (proven.ok && rows.length > 0) continue
    const fillers = await findFillers(ports, head, last)
    if (fillers === null || !(await putBack(database, fillers))) return { mended, missing: head.seq + 1 }
    mended.push(...fillers.map(({ row }) => row.seq))
  }
  return { mended, missing: null }
}
