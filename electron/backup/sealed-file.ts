import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Damaged, openChunks, sealChunks } from './chunks.ts'
import { fileKeys, type Header, headerText, type ReadHeader, readHeader } from './header.ts'
import { type Member, packMembers, unpackMembers } from './pack.ts'

const HEADER_BYTES = 4_096

/** Writes files as one sealed file, flushed; it must not be there yet. Throws on I/O errors. */
export const writeSealed = async (
  file: string,
  about: Omit<Header, 'nonce'>,
  members: readonly Member[],
  master: Uint8Array,
): Promise<void> => {
  const header = { ...about, nonce: randomBytes(16).toString('base64') }
  const keys = fileKeys(master, header.nonce)
  const content = async function* () {
    yield Buffer.from(headerText(header, keys.header), 'latin1')
    yield* sealChunks(packMembers(members), keys.chunks)
  }
  await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
}

/** Reads what a file says of itself; no passphrase is needed. Throws on I/O errors. */
export const readSealedHeader = async (file: string): Promise<ReadHeader> => {
  const handle = await open(file, 'r')
  try {
    const beginning = Buffer.alloc(HEADER_BYTES)
    const { bytesRead } = await handle.read(beginning, 0, HEADER_BYTES, 0)
    return readHeader(beginning.subarray(0, bytesRead))
  } finally {
    await handle.close()
  }
}

export type Unsealed =
  | { readonly ok: true; readonly header: Header; readonly names: readonly string[] }
  | {
      readonly ok: false
      readonly reason: 'not_a_backup' | 'newer_version' | 'damaged' | 'wrong_passphrase'
      readonly detail: string
    }

/**
 * Unpacks a sealed file into a new folder. `keyFor` gives the passphrase's key under the header's derivation. Nothing unpacked
 * may be used unless it says ok. Throws on I/O errors.
 */
export const unseal = async (
  file: string,
  keyFor: (header: Header) => Promise<Uint8Array>,
  folder: string,
): Promise<Unsealed> => {
  const read = await readSealedHeader(file)
  if (!read.ok) return { ...read, detail: 'its first lines' }
  const { header, length } = read
  const keys = fileKeys(await keyFor(header), header.nonce)
  if (!read.isSealedBy(keys.header)) return { ok: false, reason: 'wrong_passphrase', detail: '' }
  try {
    const sealed = createReadStream(file, { start: length })
    return { ok: true, header, names: await unpackMembers(openChunks(sealed, keys.chunks), folder) }
  } catch (error) {
    if (error instanceof Damaged) return { ok: false, reason: 'damaged', detail: error.message }
    throw error
  }
}
