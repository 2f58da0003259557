import type { Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

const CHUNK_BYTES = 1 << 18
const LINE_FEED = 10
/** A line is a hash, a space and at most 64 KB; what goes on longer is no line, and is cut rather than gathered. */
const LONGEST = 1 << 17

/**
 * Reads a file's lines, without their line feeds, some at a time: memory does not grow with the file. All bytes go into
 * `hash`. The last batch carries what follows the last line feed, if anything does.
 */
export async function* readLines(file: string, hash: Hash): AsyncGenerator<{ lines: Buffer[]; torn: boolean }> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    hash.update(chunk)
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const lines: Buffer[] = []
    let start = 0
    for (let feed = bytes.indexOf(LINE_FEED); feed !== -1; feed = bytes.indexOf(LINE_FEED, start)) {
      lines.push(bytes.subarray(start, feed))
      start = feed + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > LONGEST) {
      lines.push(rest)
      rest = Buffer.alloc(0)
    }
    yield { lines, torn: false }
  }
  if (rest.length > 0) yield { lines: [rest], torn: true }
}
