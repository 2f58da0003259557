import canonicalize from 'canonicalize'
import * as v from 'valibot'
import { type Entry, type EntryBody, type EntryTime, entrySchema, NO_HASH } from './entry.ts'

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex; synchronous, so that it can run before a transaction opens. */
export type Sha256 = (text: string) => string

/** The last entry of a journal: what the next one links to. seq 0 with NO_HASH before the genesis. */
export type Head = { readonly till: string; readonly epoch: number; readonly seq: number; readonly hash: string }

/** An entry as it is stored, mirrored and uploaded: `text` is the canonical JSON (RFC 8785) that `hash` covers. */
export type SealedEntry = { readonly entry: Entry; readonly text: string; readonly hash: string }

/** An entry is at most this long, in UTF-8 bytes. */
const MAX_ENTRY_BYTES = 65_536

/** The head of a till's journal before its genesis. */
export const headBeforeGenesis = (till: string, epoch: number): Head => ({ till, epoch, seq: 0, hash: NO_HASH })

/** The head that an entry makes. */
export const headOf = ({ entry, hash }: Pick<SealedEntry, 'entry' | 'hash'>): Head => ({
  till: entry.till,
  epoch: entry.epoch,
  seq: entry.seq,
  hash,
})

/** PostgreSQL's jsonb refuses U+0000, RFC 8785 refuses lone surrogates, and a printer obeys control characters. */
const isCleanText = (value: unknown): boolean => {
  if (typeof value === 'string') return !/[\p{Cc}\p{Cs}]/u.test(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(isCleanText)
}

/**
 * Makes the next entry of a journal. Nothing is sealed that the schema refuses: floats, missing or unknown fields, text
 * that is not well-formed, more than MAX_ENTRY_BYTES.
 */
export const seal = (
  head: Head,
  content: EntryBody,
  context: { readonly at: EntryTime; readonly by: string | null; readonly shift: string | null },
  sha256: Sha256,
): { ok: true; value: SealedEntry } | { ok: false; reason: 'invalid_entry' | 'entry_too_large'; detail: string } => {
  const candidate = {
    v: 1,
    till: head.till,
    epoch: head.epoch,
    seq: head.seq + 1,
    prev: head.hash,
    ...context,
    ...content,
  }
  const parsed = v.safeParse(entrySchema, candidate)
  if (!parsed.success) return { ok: false, reason: 'invalid_entry', detail: v.summarize(parsed.issues) }
  if (!isCleanText(parsed.output)) return { ok: false, reason: 'invalid_entry', detail: 'control or lone surrogate' }
  const text = canonicalize(parsed.output) ?? ''
  const size = new TextEncoder().encode(text).length
  if (size > MAX_ENTRY_BYTES) return { ok: false, reason: 'entry_too_large', detail: `${size} bytes` }
  return { ok: true, value: { entry: parsed.output, text, hash: sha256(text) } }
}
