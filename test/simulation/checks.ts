import type { Followers } from '../../renderer/followers/start-followers.ts'
import type { JournalRow } from '../../renderer/journal/database.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Storage, storedJournal } from './model-database.ts'
import type { ModelDisk } from './model-disk.ts'
import type { ModelHeadOffice } from './model-head-office.ts'
import { MIRROR_FILE, sha256, type Till } from './till.ts'
import { must } from './violation.ts'

/** The world as the checks look at it. */
export type Sight = {
  readonly storage: Storage
  readonly disk: ModelDisk
  readonly office: ModelHeadOffice
  /** Sales of which the screen said done: number to line. */
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

const prevOf = (text: string): string => /"prev":"([0-9a-f]{64})"/.exec(text)?.[1] ?? ''
const orderOf = (text: string): string | null =>
  text.includes('"kind":"SALE"') ? (/"orderId":"([0-9A-Z]+)"/.exec(text)?.[1] ?? null) : null

/** The journal is one chain without a gap, and no order was sold twice. */
export const checkJournal = (rows: readonly JournalRow[]): void => {
  let prev = NO_HASH
  const orders = new Set<string>()
  rows.forEach(({ seq, hash, text }, index) => {
    must(seq === index + 1, () => `the journal has a gap before number ${seq}`)
    must(prevOf(text) === prev, () => `number ${seq} does not link to the one before`)
    must(sha256(text) === hash, () => `the hash of number ${seq} does not cover its text`)
    prev = hash
    const order = orderOf(text)
    if (order === null) return
    must(!orders.has(order), () => `order ${order} was sold twice`)
    orders.add(order)
  })
}

/** What of the mirror's lines would be there if the power were cut now. */
const durableMirror = (disk: ModelDisk): string[] =>
  disk.durable(MIRROR_FILE)?.toString('utf8').split('\n').slice(0, -1) ?? []

/** The line is on the medium of the second copy: only then may the screen say done. */
export const checkDone = (disk: ModelDisk, seq: number, line: string): void =>
  must(
    durableMirror(disk)[seq - 1] === line,
    () => `number ${seq} was called done, and a power cut would lose its copy`,
  )

/** Each sale that was called done is in the journal, in the mirror or at head office, in the same words. */
export const checkKept = ({ storage, disk, office, done }: Sight): void => {
  const places = [storedJournal(storage).map(toLine), durableMirror(disk), office.lines()]
  for (const [seq, line] of done) {
    must(
      places.some((lines) => lines[seq - 1] === line),
      () => `number ${seq} was called done and is nowhere`,
    )
  }
}

/** What the till takes for proven was stored at head office, and still is, unless head office was rolled back since. */
export const checkProven = ({ office }: Pick<Sight, 'office'>, till: Till, isRolledBack: boolean): void => {
  const { proven } = till.transport.status()
  if (proven === null || proven.seq === 0) return
  must(office.everHeld(proven.seq, proven.hash), () => `number ${proven.seq} is taken for proven and never was stored`)
  must(isRolledBack || proven.seq <= office.mark().seq, () => `number ${proven.seq} is proven beyond the mark`)
}

const checkReceipt = ({ paper, documents }: Sight, prints: ReadonlyMap<string, { state?: unknown }>, seq: number) => {
  const job = `1.${seq}:receipt:1`
  const state = prints.get(job)?.state
  const times = paper.get(documents.get(job) ?? '') ?? 0
  if (state === 'in_doubt') return must(times <= 1, () => `${job} came out ${times} times`)
  must(state === 'printed' || state === 'unconfirmed', () => `${job} ended as ${String(state)}`)
  must(times === 1, () => `${job} is ${String(state)} and came out ${times} times`)
}

/** Whether every follower has reached the end of the journal, and every outcome of the printer is journalled. */
export const isTogether = ({ storage, office }: Sight, { till, journal, followers }: Running): boolean => {
  const head = journal.head().seq
  const { mirror, sync, print } = followers.states()
  const isMirrored = till.mirror.tail().seq === head && mirror.state === 'idle'
  const isPrinted = print.position === head && till.spool.status().waiting === 0
  const told = storage.tables.get('counters')?.get('print-offset')?.value ?? 0
  const isTold = told === till.spool.outcomes({ after: 0, limit: 0 }).end
  return isMirrored && isPrinted && isTold && sync.position === head && office.mark().seq === head
}

/** After the world has healed, journal, mirror and head office are the same, and each sale's paper is accounted for. */
export const checkHealed = (sight: Sight): void => {
  const rows = storedJournal(sight.storage)
  const lines = rows.map(toLine)
  const same = (other: readonly string[]) =>
    other.length === lines.length && other.every((line, at) => line === lines[at])
  must(same(sight.office.lines()), () => 'head office does not hold the journal')
  must(same(durableMirror(sight.disk)), () => `the mirror does not hold the journal`)
  const prints = new Map<string, { state?: unknown }>()
  for (const row of sight.storage.tables.get('prints')?.values() ?? []) prints.set(String(row.job), row)
  for (const { seq, text } of rows) if (orderOf(text) !== null) checkReceipt(sight, prints, seq)
}
