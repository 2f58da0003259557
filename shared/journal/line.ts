import * as v from 'valibot'
import { type Entry, entrySchema, hashSchema } from './entry.ts'
import type { Head, SealedEntry, Sha256 } from './seal.ts'

/** One line of the mirror and of an upload, without its line feed: hash, a space, the canonical text. */
export const toLine = ({ hash, text }: Pick<SealedEntry, 'hash' | 'text'>): string => `${hash} ${text}`

const headerSchema = v.looseObject({
  v: v.number(),
  till: v.string(),
  epoch: v.number(),
  seq: v.number(),
  prev: hashSchema,
  kind: v.string(),
})

/** What any reader may rely on in an entry, whatever wrote it. */
export type EntryHeader = v.InferOutput<typeof headerSchema>

/** `hash_mismatch`: the line has the right form, and its text was changed. */
export type LineRefusal = 'malformed' | 'hash_mismatch'

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** In a file a line feed makes two lines of one, and a lone surrogate becomes another character: neither reads back. */
const isOneLine = (text: string): boolean => !text.includes('\n') && text.isWellFormed()

/** Splits a line and proves that its hash covers its text; the entry may be of a kind or version unknown here. */
export const readLine = (
  line: string,
  sha256: Sha256,
): { ok: true; value: { hash: string; text: string; header: EntryHeader } } | { ok: false; reason: LineRefusal } => {
  const hash = line.slice(0, 64)
  const text = line.slice(65)
  if (line[64] !== ' ' || !v.is(hashSchema, hash) || !isOneLine(text)) return { ok: false, reason: 'malformed' }
  if (sha256(text) !== hash) return { ok: false, reason: 'hash_mismatch' }
  const header = v.safeParse(headerSchema, parseJson(text))
  return header.success
    ? { ok: true, value: { hash, text, header: header.output } }
    : { ok: false, reason: 'malformed' }
}

/** Whether an entry follows a head directly: same till and epoch, next number, linked by hash. */
export const follows = (head: Head, header: EntryHeader): boolean =>
  header.till === head.till && header.epoch === head.epoch && header.seq === head.seq + 1 && header.prev === head.hash

/** Reads an entry's text in full. `newer_version`: a kind, a version or a member that this build does not know, and nothing else amiss. */
export const parseEntry = (
  text: string,
): { ok: true; value: Entry } | { ok: false; reason: 'newer_version' | 'malformed'; detail: string } => {
  const value = parseJson(text)
  const parsed = v.safeParse(entrySchema, value)
  if (parsed.success) return { ok: true, value: parsed.output }
  const detail = v.summarize(parsed.issues)
  const { success: isHeaded } = v.safeParse(headerSchema, value)
  const isKnown = v.safeParse(v.looseObject({ v: v.literal(1), kind: v.picklist(KNOWN_KINDS) }), value).success
  const hasMore = parsed.issues.every(({ type, expected }) => type === 'strict_object' && expected === 'never')
  return { ok: false, reason: isHeaded && (!isKnown || hasMore) ? 'newer_version' : 'malformed', detail }
}

const KNOWN_KINDS = entrySchema.options.map((option) => option.entries.kind.literal)
