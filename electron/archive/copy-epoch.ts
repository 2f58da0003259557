import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readLine } from '../../shared/journal/line.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'

const LINE_FEED = 10

type Copied = { readonly entries: number; readonly head: { seq: number; hash: string }; readonly sha256: string }

/** The SHA-256 of a file's bytes, in lower-case hex; memory does not grow with the file. */
const hashFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** Counts the lines that go by and keeps the last whole one. */
const watchLines = () => {
  let entries = 0
  let last: Buffer | null = null
  let rest = Buffer.alloc(0)
  const see = (chunk: Buffer) => {
    let start = 0
    for (let feed = chunk.indexOf(LINE_FEED); feed !== -1; feed = chunk.indexOf(LINE_FEED, start)) {
      last = Buffer.concat([rest, chunk.subarray(start, feed)])
      rest = Buffer.alloc(0)
      entries += 1
      start = feed + 1
    }
    rest = Buffer.concat([rest, chunk.subarray(start)])
  }
  return { see, entries: () => entries, last: () => last?.toString('utf8') ?? null }
}

const headIn = (line: string | null, sha256: Sha256, none: string): Copied['head'] => {
  if (line === null) return { seq: 0, hash: none }
  const read = readLine(line, sha256)
  if (!read.ok) throw new Error(`the last line of the mirror is ${read.reason}`)
  return { seq: read.value.header.seq, hash: read.value.hash }
}

/**
 * Copies the first `bytes` of a file to a new one, flushes it, reads it back, and gives its SHA-256. Throws where it cannot be
 * written, or does not read back the same.
 */
export const copyFlushed = async (
  source: { readonly file: string; readonly bytes: number },
  to: string,
  see: (chunk: Buffer) => void = () => undefined,
): Promise<string> => {
  const hash = createHash('sha256')
  const watched = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      see(chunk)
      yield chunk
    }
  }
  const from = source.bytes > 0 ? createReadStream(source.file, { end: source.bytes - 1 }) : Readable.from([])
  await pipeline(from, watched, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }))
  const digest = hash.digest('hex')
  if ((await hashFile(to)) !== digest) throw new Error(`${to} does not read back the same`)
  return digest
}

/** Copies an epoch from a mirror's file and says what the copy holds; throws also where it ends in a line that is no entry. */
export const copyEpoch = async (
  source: { readonly file: string; readonly bytes: number; readonly none: string },
  to: string,
  sha256: Sha256,
): Promise<Copied> => {
  const lines = watchLines()
  const digest = await copyFlushed(source, to, lines.see)
  return { entries: lines.entries(), head: headIn(lines.last(), sha256, source.none), sha256: digest }
}
