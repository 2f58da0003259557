import type { Files } from '../files.ts'

const CHUNK_BYTES = 1 << 18
const LINE_FEED = 10

/** A line of a journal file, without its line feed, and where it lies. */
export type FileLine = { readonly line: string; readonly start: number; readonly end: number }

/** Bytes that are no UTF-8 come out as Latin-1: as U+FFFD they would pass for a text that holds a true one, hash and all. */
const decode = (bytes: Buffer): string => {
  const text = bytes.toString('utf8')
  return !text.includes('\ufffd') || Buffer.from(text).equals(bytes) ? text : bytes.toString('latin1')
}

/**
 * Reads the complete lines of an open file from a byte offset to `until`, a chunk at a time: memory does not grow with
 * the file. What follows the last line feed is no line and is not given.
 */
export function* readLines(
  files: Pick<Files, 'read'>,
  handle: number,
  from: number,
  until: number,
): Generator<FileLine> {
  let begun: Buffer[] = []
  let lineStart = from
  let position = from
  while (position < until) {
    const room = Buffer.alloc(Math.min(CHUNK_BYTES, until - position))
    const count = files.read(handle, room, position)
    if (count === 0) return
    const chunk = room.subarray(0, count)
    let start = 0
    for (let feed = chunk.indexOf(LINE_FEED); feed !== -1; feed = chunk.indexOf(LINE_FEED, start)) {
      const end = position + feed + 1
      yield { line: decode(Buffer.concat([...begun, chunk.subarray(start, feed)])), start: lineStart, end }
      begun = []
      lineStart = end
      start = feed + 1
    }
    begun.push(chunk.subarray(start))
    position += count
  }
}
