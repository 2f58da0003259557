import { follows, readLine } from '../../shared/journal/line.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import type { Files } from '../files.ts'
import type { OffsetIndex } from './offset-index.ts'
import { readLines } from './read-lines.ts'

/** A place in the file: all before `bytes` is verified, and `head` is its last entry, whose line starts at `lineStart`. */
export type Place = { readonly head: Head; readonly bytes: number; readonly lineStart: number }

/**
 * What a scan found. `torn`: the last write did not end, and all before it is good. `damaged`: bytes were changed that
 * had been whole, or good lines follow a bad one.
 */
export type ScanResult =
  | { readonly end: 'good' | 'torn'; readonly place: Place }
  | { readonly end: 'damaged'; readonly place: Place; readonly detail: string }

type Scan = {
  readonly files: Files
  readonly handle: number
  readonly size: number
  readonly index: OffsetIndex
  readonly sha256: Sha256
}

/** Verifies the chain from a place to the end of the file and says how it ends. */
export const scanFrom = (scan: Scan, from: Place): ScanResult => {
  let place = from
  for (const step of scanSteps(scan, from)) place = step.place
  return endOf(scan, place)
}

/** As scanFrom, but hands control back every so often: a long file does not hold up whoever runs it. */
export const scanInTheBackground = async (scan: Scan, from: Place, pause: () => Promise<void>): Promise<ScanResult> => {
  let place = from
  let sincePause = 0
  for (const step of scanSteps(scan, from)) {
    place = step.place
    sincePause += 1
    if (sincePause < 200) continue
    sincePause = 0
    await pause()
  }
  return endOf(scan, place)
}

/** The places after each line that follows; stops at the first line that does not. */
function* scanSteps({ files, handle, size, index, sha256 }: Scan, from: Place): Generator<{ place: Place }> {
  let { head } = from
  for (const { line, start, end } of readLines(files, handle, from.bytes, size)) {
    const read = readLine(line, sha256)
    if (!read.ok || !follows(head, read.value.header)) return
    const { till, epoch, seq } = read.value.header
    head = { till, epoch, seq, hash: read.value.hash }
    index.note(seq, start)
    yield { place: { head, bytes: end, lineStart: start } }
  }
}

const endOf = ({ files, handle, size, sha256 }: Scan, place: Place): ScanResult => {
  if (place.bytes === size) return { end: 'good', place }
  const detail = `the line after number ${place.head.seq} (byte ${place.bytes}) is damaged`
  let isFirst = true
  for (const { line } of readLines(files, handle, place.bytes, size)) {
    // A write that a power cut stopped leaves pages of zeros or a line without an end; any other line was once whole.
    const wasWhole = isFirst && !line.includes('\u0000')
    if (wasWhole || readLine(line, sha256).ok) return { end: 'damaged', place, detail }
    isFirst = false
  }
  return { end: 'torn', place }
}
