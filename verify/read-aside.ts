import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Manifest } from '../shared/journal/archive.ts'
import { NO_HASH } from '../shared/journal/entry.ts'
import { parseEntry, readLine } from '../shared/journal/line.ts'
import { problemOf } from './archive-file.ts'
import type { Sealed } from './checks/check.ts'
import type { Notebook } from './findings.ts'
import type { OpenedArchive } from './open-archive.ts'
import { readLines } from './read-lines.ts'
import type { SeenEntries } from './seen-entries.ts'
import { sha256 } from './signatures.ts'

type Listed = NonNullable<Manifest['aside']>[number]

/** What a file holds that was set aside: evidence that stands beside the journal, and in none of its sums. Amounts are fen. */
export type AsideReport = {
  readonly file: string
  readonly epoch: number
  /** Whole entries that neither the journal nor a file listed before has, and their first and last number; 0 for none. */
  readonly entries: number
  readonly first: number
  readonly last: number
  readonly sales: number
  readonly salesTotal: number
  readonly refunds: number
  readonly refundTotal: number
  /** Whole entries that are in the journal, or in a file listed before, too. */
  readonly known: number
  /** Of `entries`, how many are of a kind or a form that this version does not know: they are in no amount. */
  readonly unread: number
  /** Lines that are no whole entry of this epoch. */
  readonly damaged: number
  /** Of `entries`, how many do not follow the line before them, nor an entry of the journal. */
  readonly unlinked: number
}

type Parts = {
  readonly archive: OpenedArchive
  readonly notebook: Notebook
  /** What the journal's own files hold. */
  readonly seen: SeenEntries
  /** Told of each entry that the journal does not have, and in which file it stands. */
  readonly see: (sealed: Sealed, file: string) => void
}

/** Reads one line of a file that may be damaged; null where it is no whole entry of this journal. */
const wholeEntry = (line: Buffer, till: string, epoch: number) => {
  const claimed = line.toString('latin1', 0, 64)
  if (sha256(line.subarray(65)) !== claimed) return null
  const read = readLine(line.toString('utf8'), () => claimed)
  if (!read.ok) return null
  const { header, hash, text } = read.value
  const isOwn = header.till === till && header.epoch === epoch && Number.isSafeInteger(header.seq) && header.seq >= 1
  return isOwn ? { seq: header.seq, prev: header.prev, hash, text } : null
}

/** Adds up what a file has of its own. `others`: entries that files before it had. */
const sumAside = (listed: Listed, { archive: { manifest }, seen, see: tell }: Parts, others: Set<string>) => {
  const { till } = manifest
  const { epoch, file } = listed
  let sums: AsideReport = {
    ...{ file, epoch, entries: 0, first: 0, last: 0, sales: 0, salesTotal: 0, refunds: 0, refundTotal: 0 },
    ...{ known: 0, unread: 0, damaged: 0, unlinked: 0 },
  }
  let before = ''
  const takeOwn = (text: string, hash: string) => {
    const parsed = parseEntry(text)
    if (!parsed.ok) {
      sums = { ...sums, unread: sums.unread + 1 }
      return
    }
    const { kind, body } = parsed.value
    tell({ entry: parsed.value, hash }, file)
    const { sales, salesTotal, refunds, refundTotal } = sums
    if (kind === 'SALE') sums = { ...sums, sales: sales + 1, salesTotal: salesTotal + body.total }
    if (kind === 'REFUND') sums = { ...sums, refunds: refunds + 1, refundTotal: refundTotal + body.total }
  }
  const see = (line: Buffer): void => {
    const whole = wholeEntry(line, till, epoch)
    if (whole === null) {
      sums = { ...sums, damaged: sums.damaged + 1 }
      return
    }
    const { seq, prev, hash, text } = whole
    const follows = prev === before || prev === (seq === 1 ? NO_HASH : seen.hashAt(epoch, seq - 1)) || others.has(prev)
    before = hash
    if (seen.hashAt(epoch, seq) === hash || others.has(hash)) {
      sums = { ...sums, known: sums.known + 1 }
      return
    }
    others.add(hash)
    const first = sums.entries === 0 ? seq : Math.min(sums.first, seq)
    const unlinked = sums.unlinked + (follows ? 0 : 1)
    sums = { ...sums, entries: sums.entries + 1, first, last: Math.max(sums.last, seq), unlinked }
    takeOwn(text, hash)
  }
  return { see, sums: () => sums }
}

const readOne = async (listed: Listed, parts: Parts, others: Set<string>) => {
  const { archive, notebook } = parts
  const { file, epoch } = listed
  const hash = createHash('sha256')
  const { see, sums } = sumAside(listed, parts, others)
  for await (const { lines } of readLines(path.join(archive.folder, file), hash)) for (const line of lines) see(line)
  if (hash.digest('hex') !== listed.sha256) notebook.find('file_changed', null, { file })
  const report = sums()
  if (report.entries > 0) notebook.note('branch_aside', { epoch, seq: report.first }, report)
  else notebook.note('copy_aside', null, report)
  return report
}

/**
 * Reads what a till set aside, damaged or of another branch, after its journal was read: each whole line is told apart from
 * the journal's, and what is of its own is counted once. Damage in it is told, not blamed: that is why it was set aside.
 */
export const readAside = async (parts: Parts): Promise<AsideReport[]> => {
  const { archive, notebook } = parts
  const others = new Set<string>()
  const reports: AsideReport[] = []
  for (const listed of archive.manifest.aside ?? []) {
    const problem = problemOf(path.join(archive.folder, listed.file))
    if (problem === null) reports.push(await readOne(listed, parts, others))
    else notebook.find(problem, null, { file: listed.file })
  }
  return reports
}
