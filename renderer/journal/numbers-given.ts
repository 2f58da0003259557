import type { EntryTime } from '../../shared/journal/entry.ts'
import { parseEntry } from '../../shared/journal/line.ts'
import { localTime } from '../../shared/receipt/local-time.ts'
import type { Findings } from './findings.ts'
import type { ReconcilePorts } from './look-at.ts'
import type { NumbersBefore } from './numbers-before.ts'
import { receiptCount, receiptCounter, Z_COUNTER } from './project.ts'
import { fromJournal, fromMirror, fromSalvage, type LineSource } from './restore.ts'

const RECEIPTS = receiptCounter('')
/** How far behind the end another branch is looked at: it was sold on since the copies were one. */
const LOOK_BACK = 5_000
/** No shift is opened on an older date. */
const NEWEST_DATES = 7

type Numbers = { readonly receipts: Map<string, number>; z: number }

const take = (numbers: Numbers, date: string, count: number): void => {
  numbers.receipts.set(date, Math.max(numbers.receipts.get(date) ?? 0, count))
}

/** Numbers on entries that no chain leads to any more: they were given all the same, up to the last that is known of. */
const takeBeyond = async (numbers: Numbers, source: LineSource, after: number, upTo: number): Promise<void> => {
  let reached = after
  for (let lines = await source(reached); lines.length > 0; lines = await source(reached)) {
    const before = reached
    for (const line of lines) {
      const parsed = parseEntry(line.slice(65))
      if (!parsed.ok) continue
      const { seq, kind, body } = parsed.value
      reached = Math.max(reached, seq)
      if (seq > upTo) continue
      if (kind === 'SALE') take(numbers, body.businessDate, receiptCount(body.receiptNo))
      if (kind === 'SHIFT_CLOSED') numbers.z = Math.max(numbers.z, body.z)
    }
    if (reached === before) return
  }
}

/**
 * The last receipt number of the newest business dates and the last Z that may stand on paper: what the read tables and any
 * copy beyond them hold, and as many more as entries are missing, since each of those may have been a sale.
 */
export const numbersGiven = async (
  { database, bridge, epoch }: Pick<ReconcilePorts, 'database' | 'bridge' | 'epoch'>,
  { head, journal, mirrorHeld, proven, missing }: Findings,
  at: EntryTime,
): Promise<NumbersBefore> => {
  const counted = await database.counters.where('name').between(RECEIPTS, `${RECEIPTS}~`).toArray()
  const z = (await database.counters.get(Z_COUNTER))?.value ?? 0
  const numbers: Numbers = { receipts: new Map(), z }
  for (const { name, value } of counted) take(numbers, name.slice(RECEIPTS.length), value)
  const last = Math.max(head, journal, mirrorHeld, proven, missing?.last ?? 0)
  for (const source of [fromJournal(database, epoch), fromMirror(bridge), fromSalvage(bridge)])
    await takeBeyond(numbers, source, Math.max(0, head - LOOK_BACK), last)
  const unknown = last - head
  if (missing !== null && unknown > 0) {
    const newest = [...numbers.receipts.keys()].toSorted().at(-1)
    for (const date of new Set([newest ?? '', localTime(at).slice(0, 10)].filter((one) => one !== '')))
      numbers.receipts.set(date, (numbers.receipts.get(date) ?? 0) + unknown)
    numbers.z += 1
  }
  const receipts = [...numbers.receipts].toSorted(([one], [other]) => one.localeCompare(other)).slice(-NEWEST_DATES)
  return { receipts: Object.fromEntries(receipts), z: numbers.z }
}
