import { copyJobId, documentIdOf } from '../../renderer/followers/document-id.ts'
import type { Followers } from '../../renderer/followers/start-followers.ts'
import type { JournalRow } from '../../renderer/journal/database.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { headText } from '../../shared/journal/signed-head.ts'
import { readRow } from './check-journal.ts'
import type { Key, Keys } from './keys.ts'
import { type Storage, storedJournal } from './model-database.ts'
import type { ModelDisk } from './model-disk.ts'
import type { ModelHeadOffice } from './model-head-office.ts'
import type { Till } from './till.ts'
import { must } from './violation.ts'

/** One till's world as the checks look at it. */
export type Sight = {
  readonly key: Key
  readonly keys: Keys
  readonly mirrorFile: string
  readonly storage: Storage
  readonly disk: ModelDisk
  readonly office: ModelHeadOffice
  /** Entries of which the screen said done: number to line. */
  readonly done: ReadonlyMap<number, string>
  /** How often each document came out, by the hash of its bytes. */
  readonly paper: ReadonlyMap<string, number>
  /** The hash of the bytes of each document job. */
  readonly documents: ReadonlyMap<string, string>
}

/** A till that is open. */
type Running = {
  readonly till: Till
  readonly journal: Journal
  readonly followers: Followers
}

/** What of the mirror's lines would be there if the power were cut now. */
const durableMirror = ({ disk, mirrorFile }: Pick<Sight, 'disk' | 'mirrorFile'>): string[] =>
  disk.durable(mirrorFile)?.toString('utf8').split('\n').slice(0, -1) ?? []

/** The line is on the medium of the second copy: only then may the screen say done. */
export const checkDone = (sight: Pick<Sight, 'disk' | 'mirrorFile'>, seq: number, line: string): void =>
  must(
    durableMirror(sight)[seq - 1] === line,
    () => `number ${seq} was called done, and a power cut would lose its copy`,
  )

/** Whatever was called done is in the journal, in the mirror or at head office, in the same words. */
export const checkKept = (sight: Sight): void => {
  const { key, storage, office, done } = sight
  const places = [storedJournal(storage).map(toLine), durableMirror(sight), office.lines(key.name)]
  for (const [seq, line] of done) {
    must(
      places.some((lines) => lines[seq - 1] === line),
      () => `number ${seq} was called done and is nowhere`,
    )
  }
}

/** What the till takes for proven was stored at head office, and still is, unless head office was rolled back since. */
export const checkProven = (
  { key, office }: Pick<Sight, 'key' | 'office'>,
  till: Till,
  isRolledBack: boolean,
): void => {
  const { proven } = till.transport.status()
  if (proven === null || proven.seq === 0) return
  const { seq, hash } = proven
  must(office.everHeld(key.name, seq, hash), () => `number ${seq} is taken for proven and never was stored`)
  must(isRolledBack || seq <= office.mark(key.name).seq, () => `number ${seq} is proven beyond the mark`)
}

const checkPaper = ({ paper, documents }: Sight, prints: ReadonlyMap<string, { state?: unknown }>, job: string) => {
  const state = prints.get(job)?.state
  const times = paper.get(documents.get(job) ?? '') ?? 0
  if (state === 'in_doubt') return must(times <= 1, () => `${job} came out ${times} times`)
  must(state === 'printed' || state === 'unconfirmed', () => `${job} ended as ${String(state)}`)
  must(times === 1, () => `${job} is ${String(state)} and came out ${times} times`)
}

const newestOf = <K extends 'SHIFT_CLOSED' | 'SIGNED'>(rows: readonly JournalRow[], kind: K): EntryOf<K> | null => {
  const row = rows.findLast((one) => readRow(one).entry.kind === kind)
  return row ? (readRow(row).entry as EntryOf<K>) : null
}

/** The till's key stands for the newest closing, and with it for all before. */
const isSigned = (rows: readonly JournalRow[]): boolean =>
  (newestOf(rows, 'SHIFT_CLOSED')?.seq ?? 0) <= (newestOf(rows, 'SIGNED')?.body.of.seq ?? 0)

/** Whether every follower has reached the end of the journal, and every outcome of the printer is journalled. */
export const isTogether = ({ key, storage, office }: Sight, { till, journal, followers }: Running): boolean => {
  const head = journal.head().seq
  const { mirror, sync, print } = followers.states()
  const isMirrored = till.mirror.tail().seq === head && mirror.state === 'idle'
  const isPrinted = print.position === head && till.spool.status().waiting === 0
  const told = storage.tables.get('counters')?.get('print-offset')?.value ?? 0
  const isTold = told === till.spool.outcomes({ after: 0, limit: 0 }).end
  const isProven = sync.position === head && office.mark(key.name).seq === head
  return isMirrored && isPrinted && isTold && isProven && isSigned(storedJournal(storage))
}

const checkSignature = ({ key, keys }: Sight, rows: readonly JournalRow[]): void => {
  const signed = newestOf(rows, 'SIGNED')
  if (signed === null) return
  const text = headText({ till: key.name, ...signed.body.of })
  must(keys.isSigned(key.publicKey, text, signed.body.signature), () => `number ${signed.seq} is no signature`)
}

/** After the world has healed, journal, mirror and head office are the same, and each document's paper is accounted for. */
export const checkHealed = (sight: Sight): void => {
  const rows = storedJournal(sight.storage)
  const lines = rows.map(toLine)
  const same = (other: readonly string[]) =>
    other.length === lines.length && other.every((line, at) => line === lines[at])
  must(same(sight.office.lines(sight.key.name)), () => 'head office does not hold the journal')
  must(same(durableMirror(sight)), () => `the mirror does not hold the journal`)
  checkSignature(sight, rows)
  const prints = new Map<string, { state?: unknown }>()
  for (const row of sight.storage.tables.get('prints')?.values() ?? []) prints.set(String(row.job), row)
  for (const row of rows) {
    const document = documentIdOf(readRow(row).entry)
    if (document !== null) checkPaper(sight, prints, copyJobId(document, 1))
  }
}
