import path from 'node:path'
import type { Output } from '../../shared/bridge/bridge.ts'
import { type Head, headBeforeGenesis, type Sha256 } from '../../shared/journal/seal.ts'
import { readIfThere, writeDurably } from '../durable-file.ts'
import { type Files, nodeFiles } from '../files.ts'
import { appendBytes } from './append-bytes.ts'
import { checkBatch } from './check-batch.ts'
import { type Checkpoint, readCheckpoint, stillHolds, writeCheckpoint } from './checkpoint.ts'
import { cutTornTail } from './cut-torn-tail.ts'
import { type KnownHeld, knownHeld } from './known-held.ts'
import { makeOffsetIndex } from './offset-index.ts'
import { readLines } from './read-lines.ts'
import { salvageFrom } from './salvage.ts'
import { type Place, type ScanResult, scanFrom, scanInTheBackground } from './scan.ts'

const CHECKPOINT_EVERY = 128

type MirrorState = Output<'app.info'>['mirror']

/** The second copy of a till's journal: an append-only file outside the browser's storage, flushed before each reply. */
export type Mirror = {
  readonly file: string
  readonly state: () => MirrorState
  readonly tail: () => Head
  /** The highest number that the file is known to have held, whether it can be read now or not. */
  readonly held: () => number
  /** The highest number on a whole line that connects to nothing, and is not believed; null for none. See knownHeld(). */
  readonly unconnected: () => number | null
  /** Bytes of the file that are verified and flushed. */
  readonly bytes: () => number
  readonly append: (lines: readonly string[]) => Output<'mirror.append'>
  /** At most `limit` lines after a number, in order; fewer than that only at the end. */
  readonly read: (after: number, limit: number) => string[]
  /** Lines that are whole in themselves, after a number, in the file's order, whatever is damaged between them. */
  readonly salvage: (after: number, limit: number) => string[]
  /** Verifies the whole file, a little at a time; damage is remembered in state(). */
  readonly verifyAll: (pause: () => Promise<void>) => Promise<MirrorState>
  readonly close: () => void
}

/** What a mirror is opened with. */
export type MirrorParts = {
  readonly folder: string
  readonly till: string
  readonly epoch: number
  readonly sha256: Sha256
  /** Told of what went wrong without harm. */
  readonly onTrouble: (detail: string) => void
  readonly files?: Files
  /** Set behind the file's name: for one that is not in its place yet. */
  readonly suffix?: string
}

/** The file that mirrors one epoch of a till. */
export const mirrorFileName = (till: string, epoch: number): string => `${till}-${epoch}.journal`

/**
 * Opens the mirror, or makes it. A tail that a power cut left unfinished is cut, and kept beside the file; anything else
 * that does not verify leaves the file untouched and refuses to append. Throws where the folder cannot be written.
 */
export const openMirror = (parts: MirrorParts): Mirror => {
  const { folder, till, epoch, sha256, onTrouble, files = nodeFiles, suffix = '' } = parts
  files.makeFolder(folder)
  const file = path.join(folder, `${mirrorFileName(till, epoch)}${suffix}`)
  const checkpointFile = `${file}.checkpoint`
  const damageFile = `${file}.damaged`
  const { handle, unwritable } = openFile(files, file)
  const index = makeOffsetIndex()
  const beginning: Place = { head: headBeforeGenesis(till, epoch), bytes: 0, lineStart: 0 }
  const scanOf = (size: number) => ({ files, handle, size, index, sha256 })

  const size = files.size(handle)
  const checkpoint = readCheckpoint(files, checkpointFile)
  const isUsable =
    checkpoint !== null &&
    readIfThere(damageFile, files) === null &&
    checkpoint.bytes <= size &&
    stillHolds({ files, handle }, checkpoint, beginning.head, sha256)
  if (checkpoint !== null && !isUsable) onTrouble('the file does not hold what was flushed up to its checkpoint')
  if (isUsable) index.anchor(checkpoint.seq, checkpoint.lineStart)
  const found = scanFrom(scanOf(size), isUsable ? placeOf(checkpoint, beginning.head) : beginning)
  let { place } = found
  const noted = checkpoint?.seq ?? 0
  const known: KnownHeld =
    found.end === 'damaged'
      ? knownHeld({ files, handle, till, epoch, sha256 }, place, noted)
      : { held: noted, unconnected: null }
  if (known.unconnected !== null) onTrouble(`a line numbered ${known.unconnected} connects to nothing`)
  let state = stateOf(found)
  let sinceCheckpoint = isUsable ? place.head.seq - checkpoint.seq : place.head.seq
  if (unwritable !== null && state.state !== 'damaged') state = { state: 'unwritable', detail: unwritable }
  else if (found.end === 'torn') {
    const kept = cutTornTail(files, { file, handle, from: place.bytes, size })
    state = { state: 'torn_tail_cut', detail: `${size - place.bytes} bytes kept in ${kept}` }
  }

  if (checkpoint !== null && place.head.seq < checkpoint.seq && state.state !== 'damaged') {
    const detail = `holds entries up to ${place.head.seq}, and held them up to ${checkpoint.seq}`
    state = { state: 'shortened', detail }
  }

  const noteCheckpoint = () => {
    if (sinceCheckpoint < CHECKPOINT_EVERY) return
    sinceCheckpoint = 0
    const { bytes, lineStart, head } = place
    try {
      writeCheckpoint(files, checkpointFile, { bytes, lineStart, seq: head.seq, hash: head.hash })
    } catch (error) {
      // It only saves time at the next start, and the entries are durable: no reason to refuse them.
      onTrouble(`checkpoint: ${String(error)}`)
    }
  }

  const read = (after: number, limit: number): string[] => {
    const lines: string[] = []
    const nearest = index.nearest(after + 1)
    let { seq } = nearest
    if (limit === 0) return lines
    for (const { line, start } of readLines(files, handle, nearest.offset, place.bytes)) {
      index.note(seq, start)
      if (seq > after) lines.push(line)
      if (lines.length === limit) break
      seq += 1
    }
    return lines
  }

  const append = (lines: readonly string[]): Output<'mirror.append'> => {
    if (state.state === 'damaged') return { ok: false, reason: 'broken_chain', detail: state.detail ?? 'damaged' }
    const checked = checkBatch({ tail: place.head, lines, read, sha256 })
    if (!checked.ok) return checked
    if (checked.fresh.length === 0) return { ok: true, durable: place.head }
    const texts = checked.fresh.map((line) => Buffer.from(`${line}\n`))
    const written = appendBytes(files, handle, Buffer.concat(texts), place.bytes)
    if (!written.ok) return written
    let { bytes, lineStart } = place
    texts.forEach((text, position) => {
      index.note(place.head.seq + 1 + position, bytes)
      lineStart = bytes
      bytes += text.length
    })
    place = { head: checked.head, bytes, lineStart }
    sinceCheckpoint += texts.length
    return { ok: true, durable: place.head }
  }

  const verifyAll = async (pause: () => Promise<void>): Promise<MirrorState> => {
    const until = place.bytes
    const result = await scanInTheBackground(scanOf(until), beginning, pause)
    if (result.place.bytes === until) return state
    state = { state: 'damaged', detail: `not whole after number ${result.place.head.seq} (byte ${result.place.bytes})` }
    // With this mark the next start verifies from the beginning and knows of the damage at once.
    writeDurably(damageFile, state.detail ?? '', 0o600, files)
    return state
  }

  return {
    file,
    state: () => state,
    tail: () => place.head,
    // Only damage that ended the reading hides lines beyond the tail; what the full look finds lies before it.
    held: () => Math.max(place.head.seq, known.held),
    unconnected: () => known.unconnected,
    bytes: () => place.bytes,
    append: (lines) => {
      const result = append(lines)
      if (result.ok) noteCheckpoint()
      return result
    },
    read,
    salvage: salvageFrom({ files, handle, till, epoch, sha256 }),
    verifyAll,
    close: () => files.close(handle),
  }
}

/** Opens for appending; a file that may only be read is still worth reading. Throws where it cannot even be read. */
const openFile = (files: Files, file: string): { handle: number; unwritable: string | null } => {
  try {
    const handle = files.open(file, 'a+')
    files.flushFolder(path.dirname(file))
    return { handle, unwritable: null }
  } catch (error) {
    return { handle: files.open(file, 'r'), unwritable: String(error) }
  }
}

const placeOf = ({ bytes, lineStart, seq, hash }: Checkpoint, { till, epoch }: Head): Place => ({
  head: { till, epoch, seq, hash },
  bytes,
  lineStart,
})

const stateOf = (result: ScanResult): MirrorState =>
  result.end === 'damaged'
    ? { state: 'damaged', detail: result.detail }
    : { state: result.end === 'good' ? 'good' : 'torn_tail_cut', detail: null }
