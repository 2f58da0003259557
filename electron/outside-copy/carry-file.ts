import { type FileHandle, open as nodeOpen, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { explainDifference, firstDifference, readAt } from './compare-files.ts'
import { flushFolder, freeName } from './flush-folder.ts'
import { kindAt } from './kind-at.ts'

const CHUNK_BYTES = 1 << 18
/** Compared at each return of a medium before a byte is added; the whole is compared afterwards. */
const TAIL_BYTES = 1 << 18
/** A long copy is flushed on its way, so that a failure near its end does not begin it anew. */
const FLUSH_BYTES = 1 << 22
/** A write that did not end is one batch at most. */
const MOST_TORN_BYTES = 1 << 25

/** Opens a file that only its owner may read. */
export type Open = (file: string, flags: 'r' | 'r+' | 'wx+') => Promise<FileHandle>
/** Node's own. */
export const openFile: Open = (file, flags) => nodeOpen(file, flags, 0o600)

/** One journal file and its copy. `bytes`: how much of the first is verified and flushed. */
export type Pair = {
  readonly from: string
  readonly bytes: number
  readonly to: string
  /** Up to where this run has itself flushed the copy; null: nothing is known of it. */
  readonly flushed: number | null
  /** Whether to compare the whole, not the end alone. */
  readonly whole: boolean
}

/** What became of carrying one file on. */
export type Carried =
  | { readonly state: 'good'; readonly keptAs: string | null }
  /** The copy holds all of the first and more: the first has lost its end, so this must not be touched. */
  | { readonly state: 'ahead' }
  | { readonly state: 'fork'; readonly at: number }

type Ports = {
  readonly open: Open
  readonly sha256: Sha256
  /** Told each time that the copy is flushed up to a byte. */
  readonly onFlushed: (bytes: number) => void
}

const openOrMake = async (file: string, open: Open): Promise<FileHandle> => {
  const kind = await kindAt(file)
  if (kind === 'file') return open(file, 'r+')
  if (kind !== null) throw new Error(`${file} is no file of its own`)
  const made = await open(file, 'wx+')
  await flushFolder(path.dirname(file))
  return made
}

const writeAt = async (handle: FileHandle, bytes: Buffer, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length; ) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

const extend = async (
  { from, to, start, until }: { from: FileHandle; to: FileHandle; start: number; until: number },
  onFlushed: Ports['onFlushed'],
): Promise<void> => {
  let flushed = start
  for (let position = start; position < until; ) {
    const chunk = await readAt(from, position, Math.min(CHUNK_BYTES, until - position))
    if (chunk.length === 0) throw new Error('the outside copy’s source ended early')
    await writeAt(to, chunk, position)
    position += chunk.length
    if (position < until && position - flushed < FLUSH_BYTES) continue
    await to.datasync()
    flushed = position
    onFlushed(position)
  }
}

/** What does not belong goes beside the copy under a new name: nothing that was on a medium is ever lost. */
const cut = async (to: FileHandle, file: string, start: number): Promise<string> => {
  const { size } = await to.stat()
  const kept = await freeName(`${file}.torn`)
  await writeFile(kept, await readAt(to, start, size - start), { mode: 0o600, flush: true })
  await to.truncate(start)
  return kept
}

/**
 * Brings a copy up to its first: compares what is there, adds what is missing, flushes. A torn end is cut and kept, a damaged
 * copy is kept aside and written anew, a copy of another history is left as it is. Throws on I/O errors.
 */
export const carryFile = async (pair: Pair, ports: Ports): Promise<Carried> => {
  const from = await ports.open(pair.from, 'r')
  try {
    const first = await carryOpen(pair, from, ports)
    if (first !== 'damaged') return first
    const kept = await freeName(`${pair.to}.damaged`)
    await rename(pair.to, kept)
    await flushFolder(path.dirname(pair.to))
    const anew = await carryOpen({ ...pair, flushed: 0 }, from, ports)
    if (anew === 'damaged') throw new Error('what was written to the outside copy reads back otherwise')
    return anew.state === 'good' ? { state: 'good', keptAs: path.basename(kept) } : anew
  } finally {
    await from.close()
  }
}

const carryOpen = async (
  pair: Pair,
  from: FileHandle,
  { open, sha256, onFlushed }: Ports,
): Promise<Carried | 'damaged'> => {
  const to = await openOrMake(pair.to, open)
  try {
    const { size } = await to.stat()
    const both = Math.min(size, pair.bytes)
    const compareFrom = pair.whole ? 0 : Math.min(both, pair.flushed ?? Math.max(0, both - TAIL_BYTES))
    let differs = await firstDifference(from, to, compareFrom, both)
    if (differs !== null && compareFrom > 0) differs = await firstDifference(from, to, 0, both)
    if (differs === null && size > pair.bytes) return { state: 'ahead' }
    let start = both
    let keptAs: string | null = null
    if (differs !== null) {
      const { kind, lineStart } = await explainDifference(from, to, differs, sha256)
      if (kind === 'fork') return { state: 'fork', at: lineStart }
      if (kind === 'damaged' || size - lineStart > MOST_TORN_BYTES) return 'damaged'
      keptAs = path.basename(await cut(to, pair.to, lineStart))
      start = lineStart
    }
    // After a flush that failed the kernel may call pages clean that never arrived: they are written again.
    const known = Math.min(start, pair.flushed ?? start)
    if (pair.flushed === null) {
      await to.datasync()
      onFlushed(known)
    }
    await extend({ from, to, start: known, until: pair.bytes }, onFlushed)
    return { state: 'good', keptAs }
  } finally {
    await to.close()
  }
}
