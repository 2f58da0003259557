import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Output } from '../shared/bridge/bridge.ts'
import type { Head } from '../shared/journal/seal.ts'
import { syncFolder } from './durable-file.ts'

type Copy = {
  /** The mirror's file and how much of it is verified and flushed; what is appended meanwhile is left for the next copy. */
  readonly file: string
  readonly bytes: number
  readonly tail: Head
  /** Where the copy goes; made if it is not there. */
  readonly folder: string
  readonly now: number
}

const hashFile = async (file: string, bytes: number): Promise<string> => {
  const hash = createHash('sha256')
  if (bytes > 0) for await (const chunk of createReadStream(file, { end: bytes - 1 })) hash.update(chunk)
  return hash.digest('hex')
}

/** Copies the journal to a new file, flushes it, and reads it back: the hash is that of the copy and of the original. */
export const copyJournal = async ({ file, bytes, tail, folder, now }: Copy): Promise<Output<'app.copyJournal'>> => {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const copy = path.join(folder, `counterfoil-${tail.till.slice(0, 8)}-${stamp}-${tail.seq}.journal`)
  try {
    await mkdir(folder, { recursive: true })
    const target = createWriteStream(copy, { flags: 'wx', mode: 0o600, flush: true })
    if (bytes > 0) await pipeline(createReadStream(file, { end: bytes - 1 }), target)
    else await pipeline([], target)
    syncFolder(folder)
    const sha256 = await hashFile(file, bytes)
    const copied = await hashFile(copy, Number.MAX_SAFE_INTEGER)
    if (copied !== sha256) return { ok: false, reason: 'write_failed', detail: `${copy} does not read back the same` }
    return { ok: true, path: copy, entries: tail.seq, sha256 }
  } catch (error) {
    return { ok: false, reason: 'write_failed', detail: String(error) }
  }
}
