import { type Entry, NO_HASH } from '../shared/journal/entry.ts'
import { type EntryHeader, parseEntry, readLine } from '../shared/journal/line.ts'
import type { Notebook } from './findings.ts'
import { isCanonical } from './is-canonical.ts'
import type { SeenEntries } from './seen-entries.ts'
import { sha256 } from './signatures.ts'

/** What a line turned out to be; `entry` is null where only its header can be relied on, or not even that. */
export type ReadEntry = { readonly seq: number; readonly hash: string; readonly entry: Entry | null }

/** One epoch's chain, walked line by line. */
export type Chain = {
  /** Checks the next line; null where it is no further entry of this journal. */
  readonly read: (line: Buffer) => ReadEntry | null
  readonly head: () => { readonly seq: number; readonly hash: string }
}

type ChainParts = {
  readonly till: string
  readonly epoch: number
  readonly notebook: Notebook
  readonly seen: SeenEntries
}

/** Walks an epoch from before its first entry. After a fault it goes on from what the file says, so that each is named once. */
export const walkChain = ({ till, epoch, notebook, seen }: ChainParts): Chain => {
  let head = { seq: 0, hash: NO_HASH }
  /** Lines since the head that could not be read: numbers that they may have had are no gap. */
  let damaged = 0

  const content = (text: string, kind: string, seq: number): Entry | null => {
    const parsed = parseEntry(text)
    const place = { epoch, seq }
    if (!parsed.ok) {
      if (parsed.reason === 'newer_version') notebook.find('unknown_kind', place, { kind })
      else notebook.find('invalid_entry', place, { kind, detail: parsed.detail.replaceAll(/\s+/g, ' ').slice(0, 200) })
    }
    if (!isCanonical(text)) notebook.find('not_canonical', place)
    return parsed.ok ? parsed.value : null
  }

  const standsBehind = (hash: string, { seq }: EntryHeader): void => {
    const place = { epoch, seq }
    const known = seen.hashAt(epoch, seq)
    if (known === null) notebook.find('out_of_order', place, { after: head.seq })
    else notebook.find(known === hash ? 'repeated_line' : 'fork', place)
  }

  /** Brings the head to this entry, or says why it does not belong after it; false where it is no further entry. */
  const advance = (hash: string, header: EntryHeader): boolean => {
    const { seq } = header
    if (seq <= head.seq) {
      const isNew = seen.hashAt(epoch, seq) === null
      standsBehind(hash, header)
      return isNew
    }
    const missing = seq - head.seq - 1
    if (missing > damaged) notebook.find('gap', { epoch, seq }, { from: head.seq + 1 + damaged, to: seq - 1 })
    else if (missing === 0 && header.prev !== head.hash)
      notebook.find('does_not_follow', { epoch, seq }, { before: head.seq })
    head = { seq, hash }
    damaged = 0
    return true
  }

  const read = (line: Buffer): ReadEntry | null => {
    const expected = { epoch, seq: head.seq + damaged + 1 }
    const claimed = line.toString('latin1', 0, 64)
    const isWhole = sha256(line.subarray(65)) === claimed
    const parsed = readLine(line.toString('utf8'), () => claimed)
    if (!parsed.ok || !Number.isSafeInteger(parsed.value.header.seq) || parsed.value.header.seq < 1) {
      notebook.find('malformed_line', expected)
      damaged += 1
      return null
    }
    const { header, hash, text } = parsed.value
    if (header.till !== till || header.epoch !== epoch) {
      notebook.find('wrong_till', expected, { till: header.till.slice(0, 64), other: header.epoch })
      damaged += 1
      return null
    }
    if (!isWhole) notebook.find('hash_mismatch', { epoch, seq: header.seq })
    if (!advance(hash, header)) return null
    seen.note(epoch, header.seq, hash)
    return { seq: header.seq, hash, entry: content(text, header.kind, header.seq) }
  }

  return { read, head: () => head }
}
