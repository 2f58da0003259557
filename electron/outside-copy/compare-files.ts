import type { FileHandle } from 'node:fs/promises'
import { readLine } from '../../shared/journal/line.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'

const CHUNK_BYTES = 1 << 18
const LINE_FEED = 10
/** An entry is at most 64 KB, its line little more. */
const LONGEST_LINE = 70_000

/** Reads exactly so many bytes from a position; fewer only at the file's end. */
export const readAt = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const into = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(into, done, length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return into.subarray(0, done)
}

/** The offset of the first byte in [from, until) in which two files differ, or null. Memory does not grow with them. */
export const firstDifference = async (
  one: FileHandle,
  other: FileHandle,
  from: number,
  until: number,
): Promise<number | null> => {
  for (let position = from; position < until; position += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, until - position)
    const [a, b] = await Promise.all([readAt(one, position, length), readAt(other, position, length)])
    if (a.equals(b)) continue
    const at = a.findIndex((byte, index) => byte !== b[index])
    return position + (at === -1 ? a.length : at)
  }
  return null
}

/** Where the line that holds a byte begins, in a file that is sound up to there. */
const lineStart = async (sound: FileHandle, offset: number): Promise<number> => {
  const from = Math.max(0, offset - LONGEST_LINE)
  const before = await readAt(sound, from, offset - from)
  const feed = before.lastIndexOf(LINE_FEED)
  return feed === -1 ? from : from + feed + 1
}

/**
 * What a copy's bytes are from its first difference on. `fork`: a whole entry stands there, only another one. `torn`: a
 * write that did not end, nothing whole after it. `damaged`: whole entries follow bytes that are none.
 */
export type Difference = { readonly kind: 'fork' | 'torn' | 'damaged'; readonly lineStart: number }

/** Tells a fork from damage and from a torn end; `sound` is the file that the copy should be. */
export const explainDifference = async (
  sound: FileHandle,
  copy: FileHandle,
  at: number,
  sha256: Sha256,
): Promise<Difference> => {
  const start = await lineStart(sound, at)
  const { size } = await copy.stat()
  let rest = Buffer.alloc(0)
  let isFirst = true
  for (let position = start; position < size; ) {
    const chunk = await readAt(copy, position, CHUNK_BYTES)
    if (chunk.length === 0) break
    position += chunk.length
    const bytes = Buffer.concat([rest, chunk])
    let from = 0
    for (let feed = bytes.indexOf(LINE_FEED); feed !== -1; feed = bytes.indexOf(LINE_FEED, from)) {
      if (readLine(bytes.toString('utf8', from, feed), sha256).ok) {
        return { kind: isFirst ? 'fork' : 'damaged', lineStart: start }
      }
      isFirst = false
      from = feed + 1
    }
    rest = bytes.subarray(from)
    // Bytes without any line end are no entry, however many: what matters is whether an entry follows.
    if (rest.length > LONGEST_LINE) rest = rest.subarray(rest.length - LONGEST_LINE)
  }
  return { kind: 'torn', lineStart: start }
}
