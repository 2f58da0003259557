import type { Files } from '../files.ts'

const CHUNK_BYTES = 1 << 18
const LINE_FEED = 10

/** A line of a journal file, without its line feed, and where it lies. */
export type FileLine = { readonly line: string; readonly start: number; readonly end: number }

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
  let rest = Buffer.alloc(0)
  let restStart = from
  let position = from
  while (position < until) {
    const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, until - position))
    const count = files.read(handle, chunk, position)
    if (count === 0) return
    position += count
    const bytes = Buffer.concat([rest, chunk.subarray(0, count)])
    let start = 0
    for (let feed = bytes.indexOf(LINE_FEED); feed !== -1; feed = bytes.indexOf(LINE_FEED, start)) {
      yield { line: bytes.toString('utf8', start, feed), start: restStart + start, end: restStart + feed + 1 }
      start = feed + 1
    }
    rest = bytes.subarray(start)
    restStart += start
  }
}
