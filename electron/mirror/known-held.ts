import { readLine } from '../../shared/journal/line.ts'
import { readLines } from './read-lines.ts'
import type { Damaged } from './salvage.ts'
import type { Place } from './scan.ts'

/** As many entries as may follow a checkpoint before the next one is written: so many may be gone without a trace. */
const UNTRACED = 128
/** No line of an entry is shorter: two hashes, the till's id and the names of the members alone are more. */
const SHORTEST_LINE = 200

/** How far a file is known to have gone, and the highest number in it that connects to nothing; null for none. */
export type KnownHeld = { readonly held: number; readonly unconnected: number | null }

type Line = { readonly seq: number; readonly prev: string; readonly hash: string }

/**
 * Reads what lies behind the end of a damaged file's chain for how far the file is known to have gone. A whole line is believed
 * where it follows one that is, or where the numbers before it may have been lost: as many as the bytes that cannot be read there could hold, and
 * `UNTRACED` more. One that leaps further connects to nothing and is no proof of its number, unless as many as `UNTRACED` follow one another there.
 */
export const knownHeld = (
  { files, handle, till, epoch, sha256 }: Damaged,
  { head, bytes }: Place,
  atLeast: number,
): KnownHeld => {
  let held = Math.max(head.seq, atLeast)
  let unconnected: number | null = null
  let before: Line = { seq: head.seq, prev: '', hash: head.hash }
  let run = { length: 0, isBelieved: true }
  let lostBytes = 0
  for (const { line, start, end } of readLines(files, handle, bytes, files.size(handle))) {
    const read = readLine(line, sha256)
    if (!read.ok) {
      lostBytes += end - start
      held = Math.max(held, head.seq + 1)
      continue
    }
    const { header, hash } = read.value
    if (header.till !== till || header.epoch !== epoch || !Number.isSafeInteger(header.seq)) continue
    const { seq, prev } = header
    const follows = seq === before.seq + 1 && prev === before.hash
    const mayBeGone = UNTRACED + Math.floor(lostBytes / SHORTEST_LINE)
    run = follows ? { ...run, length: run.length + 1 } : { length: 1, isBelieved: seq - held - 1 <= mayBeGone }
    if (run.length > UNTRACED) run = { ...run, isBelieved: true }
    if (run.isBelieved) held = Math.max(held, seq)
    else unconnected = Math.max(unconnected ?? 0, seq)
    before = { seq, prev, hash }
    lostBytes = 0
  }
  return { held, unconnected: unconnected !== null && unconnected > held ? unconnected : null }
}
