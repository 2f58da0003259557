import { createHash } from 'node:crypto'
import type { Entry } from '../../shared/journal/entry.ts'
import { follows, parseEntry, readLine } from '../../shared/journal/line.ts'
import type { Head } from '../../shared/journal/seal.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** One line of an upload, ready to be stored. `entry` is null where it goes to quarantine, with the reason. */
export type Arrival = {
  readonly seq: number
  readonly hash: string
  readonly prev: string
  readonly line: string
  readonly kind: string
  readonly json: string | null
  readonly entry: Entry | null
  readonly quarantine: {
    readonly reason: 'newer_version' | 'malformed' | 'not_storable'
    readonly detail: string
  } | null
}

/** PostgreSQL's jsonb takes neither U+0000 nor a lone surrogate. */
const isStorable = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner))
}

/** The schema takes any digits as a date; PostgreSQL takes only days that exist, from the year 1 on. */
const hasRealDate = (entry: Entry): boolean => {
  if (!('businessDate' in entry.body)) return true
  const { businessDate } = entry.body
  const day = new Date(`${businessDate}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(businessDate) && !businessDate.startsWith('0000')
}

const inspect = (text: string): Pick<Arrival, 'json' | 'entry' | 'quarantine'> => {
  try {
    if (!isStorable(JSON.parse(text))) {
      return { json: null, entry: null, quarantine: { reason: 'not_storable', detail: 'U+0000 or a lone surrogate' } }
    }
    const parsed = parseEntry(text)
    if (parsed.ok && hasRealDate(parsed.value)) return { json: text, entry: parsed.value, quarantine: null }
    if (parsed.ok) return { json: text, entry: null, quarantine: { reason: 'malformed', detail: 'no such date' } }
    return { json: text, entry: null, quarantine: { reason: parsed.reason, detail: parsed.detail.slice(0, 500) } }
  } catch (error) {
    // Nesting deep enough to exhaust the stack is an entry that no till makes.
    return { json: null, entry: null, quarantine: { reason: 'not_storable', detail: String(error).slice(0, 500) } }
  }
}

/** Reads the lines of one upload and proves that they are one unbroken chain of that till and epoch. */
export const readBatch = (
  till: string,
  epoch: number,
  lines: readonly string[],
): { ok: true; arrivals: Arrival[] } | { ok: false; detail: string } => {
  const arrivals: Arrival[] = []
  let head: Head | null = null
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, sha256)
    if (!read.ok) return { ok: false, detail: `line ${index + 1}: ${read.reason}` }
    const { header, hash, text } = read.value
    const own = header.till === till && header.epoch === epoch && Number.isSafeInteger(header.seq) && header.seq >= 1
    if (!own || (head && !follows(head, header))) return { ok: false, detail: `line ${index + 1}: does_not_follow` }
    head = { till, epoch, seq: header.seq, hash }
    arrivals.push({ seq: header.seq, hash, prev: header.prev, line, kind: header.kind, ...inspect(text) })
  }
  return { ok: true, arrivals }
}
