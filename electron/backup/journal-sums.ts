import type { Entry, EntryOf, ShiftTotals } from '../../shared/journal/entry.ts'
import { follows, parseEntry, readLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, type Sha256 } from '../../shared/journal/seal.ts'
import { addToTotals, NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import { nodeFiles } from '../files.ts'
import { readLines } from '../mirror/read-lines.ts'

const PAUSE_AFTER = 20

type Person = Pick<EntryOf<'STAFF_CHANGED'>['body'], 'staff' | 'name' | 'role'>

/** What a journal file holds, worked out from its bytes alone. */
export type JournalSums = {
  readonly head: Head
  readonly totals: ShiftTotals
  readonly genesis: EntryOf<'GENESIS'>['body'] | null
  readonly tillCode: string | null
  readonly numbers: { readonly receipts: { readonly [businessDate: string]: number }; readonly z: number }
  /** Of the last sale; null where there was none. */
  readonly receiptNo: string | null
  /** Who was told of as staff, by the newest name and role of each. */
  readonly staff: readonly Person[]
  /** Of the last shift that was opened. */
  readonly businessDate: string | null
  /** Entries of kinds or versions that this app does not know: they are chained, and in no sum. */
  readonly unread: number
}

type NumbersGiven = JournalSums['numbers']

/** The last numbers that either of two epochs gave. */
export const laterNumbers = (one: NumbersGiven, other: NumbersGiven): NumbersGiven => {
  const receipts = { ...one.receipts }
  for (const [date, last] of Object.entries(other.receipts)) receipts[date] = Math.max(receipts[date] ?? 0, last)
  return { receipts, z: Math.max(one.z, other.z) }
}

/** Where totals are asked for as of an entry: they say what the journal said then, whatever came later. */
export type AsOf = { readonly seq: number; readonly hash: string }

export type SumsResult =
  | { readonly ok: true; readonly sums: JournalSums; readonly asOf: ShiftTotals | null }
  | { readonly ok: false; readonly after: number }

/** The counter that a receipt number ends with; 0 for a number that no till gives. */
const countIn = (receiptNo: string): number => Number(/-(\d{4,9})$/.exec(receiptNo)?.[1] ?? 0)

/** Of every date: a clock that lost its battery goes back to one of long ago, and a shift may be opened on it again. */
const takeReceipt = (receipts: Map<string, number>, { receiptNo, businessDate }: EntryOf<'SALE'>['body']): void => {
  receipts.set(businessDate, Math.max(receipts.get(businessDate) ?? 0, countIn(receiptNo)))
}

const takeEntry = (sums: JournalSums, entry: Entry): JournalSums => {
  const totals = addToTotals(sums.totals, entry)
  switch (entry.kind) {
    case 'GENESIS':
      return { ...sums, totals, genesis: entry.body }
    case 'ENROLLED':
      return { ...sums, totals, tillCode: entry.body.tillCode }
    case 'SALE':
      return { ...sums, totals, receiptNo: entry.body.receiptNo }
    case 'STAFF_CHANGED': {
      const { staff, name, role } = entry.body
      return { ...sums, totals, staff: [...sums.staff.filter((one) => one.staff !== staff), { staff, name, role }] }
    }
    case 'SHIFT_CLOSED':
      return { ...sums, totals, numbers: { ...sums.numbers, z: Math.max(sums.numbers.z, entry.body.z) } }
    case 'SHIFT_OPENED':
      return { ...sums, totals, businessDate: entry.body.businessDate }
    default:
      return { ...sums, totals }
  }
}

type Ports = { readonly sha256: Sha256; readonly pause: () => Promise<void>; readonly asOf: AsOf | null }

/**
 * Walks a journal file from its first entry to its last, proves each line and link, and sums it up; a little at a time, so
 * that whoever sells meanwhile is not held up. `after`: the last number before the first fault. Throws on I/O errors.
 */
export const sumJournal = async (file: string, of: Pick<Head, 'till' | 'epoch'>, ports: Ports): Promise<SumsResult> => {
  const handle = nodeFiles.open(file, 'r')
  try {
    return await sumOpen(handle, headBeforeGenesis(of.till, of.epoch), ports)
  } finally {
    nodeFiles.close(handle)
  }
}

const sumOpen = async (handle: number, start: Head, ports: Ports): Promise<SumsResult> => {
  const size = nodeFiles.size(handle)
  let head = start
  let sums: JournalSums = {
    ...{
      head,
      totals: NO_TOTALS,
      genesis: null,
      tillCode: null,
      receiptNo: null,
      staff: [],
      businessDate: null,
      unread: 0,
      numbers: { receipts: {}, z: 0 },
    },
  }
  const receipts = new Map<string, number>()
  let asOf: ShiftTotals | null = ports.asOf?.seq === 0 ? NO_TOTALS : null
  let reached = 0
  for (const { line, end } of readLines(nodeFiles, handle, 0, size)) {
    const read = readLine(line, ports.sha256)
    if (!read.ok || !follows(head, read.value.header)) break
    head = { ...head, seq: read.value.header.seq, hash: read.value.hash }
    const parsed = parseEntry(read.value.text)
    sums = parsed.ok ? takeEntry(sums, parsed.value) : { ...sums, unread: sums.unread + 1 }
    if (parsed.ok && parsed.value.kind === 'SALE') takeReceipt(receipts, parsed.value.body)
    if (ports.asOf?.seq === head.seq && ports.asOf.hash === head.hash) asOf = sums.totals
    if (head.seq % PAUSE_AFTER === 0) await ports.pause()
    reached = end
  }
  if (reached !== size) return { ok: false, after: head.seq }
  const numbers = { receipts: Object.fromEntries(receipts), z: sums.numbers.z }
  return { ok: true, sums: { ...sums, head, numbers }, asOf }
}
