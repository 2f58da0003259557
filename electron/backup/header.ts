import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as v from 'valibot'
import { entryRefSchema, hashSchema } from '../../shared/journal/entry.ts'
import { derivationSchema } from './backup-key.ts'

const MAGIC = 'counterfoil-backup 1'
const KEY_BYTES = 32

const headerSchema = v.strictObject({
  derivation: derivationSchema,
  /** Makes the keys of this one file; never the same for two. */
  nonce: v.pipe(v.string(), v.base64(), v.length(24)),
  till: entryRefSchema.entries.till,
  /** ISO 8601 in UTC. */
  madeAt: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.check((text) => Date.parse(text) >= 0, 'a moment since 1970'),
  ),
  head: v.strictObject({
    epoch: entryRefSchema.entries.epoch,
    seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    hash: hashSchema,
  }),
})
/** What a backup says of itself before it is opened. */
export type Header = v.InferOutput<typeof headerSchema>

/** The keys of one file, from the passphrase's key: of its header and of its chunks. */
export const fileKeys = (master: Uint8Array, nonce: string): { readonly header: Buffer; readonly chunks: Buffer } => {
  const salt = Buffer.from(nonce, 'base64')
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', master, salt, `${MAGIC} ${use}`, KEY_BYTES))
  return { header: derive('header'), chunks: derive('chunks') }
}

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const sealOf = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('hex')

/** The first three lines of a file: its name, its header, and a line by which damage is told from a wrong passphrase. */
export const headerText = (header: Header, key: Uint8Array): string => {
  const text = `${MAGIC}\n${canonicalize(header)}\n`
  return `${text}${sumOf(text)} ${sealOf(key, text)}\n`
}

export type ReadHeader =
  | {
      readonly ok: true
      readonly header: Header
      readonly length: number
      /** Whether a key is the one that sealed this header. */
      readonly isSealedBy: (key: Uint8Array) => boolean
    }
  | { readonly ok: false; readonly reason: 'not_a_backup' | 'newer_version' | 'damaged' }

/** Reads the header at the beginning of a file, of which the first 4 KB are enough. */
export const readHeader = (beginning: Uint8Array): ReadHeader => {
  const text = Buffer.from(beginning).toString('latin1')
  const [magic = '', json = '', sealed = ''] = text.split('\n', 3)
  if (magic !== MAGIC) {
    return { ok: false, reason: /^counterfoil-backup \d+$/.test(magic) ? 'newer_version' : 'not_a_backup' }
  }
  const covered = `${magic}\n${json}\n`
  const [sum = '', seal = ''] = sealed.split(' ')
  if (sum !== sumOf(covered) || !v.is(hashSchema, seal)) return { ok: false, reason: 'damaged' }
  const parsed = v.safeParse(headerSchema, JSON.parse(json))
  // Its sum is right, so somebody wrote it this way.
  if (!parsed.success) return { ok: false, reason: 'newer_version' }
  return {
    ok: true,
    header: parsed.output,
    length: covered.length + sealed.length + 1,
    isSealedBy: (key) => timingSafeEqual(Buffer.from(sealOf(key, covered), 'hex'), Buffer.from(seal, 'hex')),
  }
}
