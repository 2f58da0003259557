import * as v from 'valibot'
import { hashSchema } from '../../shared/journal/entry.ts'
import type { Notebook } from '../findings.ts'
import type { SeenEntries } from '../seen-entries.ts'
import { fingerprint, isSignedBy } from '../signatures.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const ackSchema = v.strictObject({
  till: v.string(),
  epoch: count,
  seq: count,
  hash: hashSchema,
  serverTime: count,
  nonce: v.string(),
  keyId: v.string(),
  quarantined: v.array(count),
  signature: v.string(),
})
/** Head office's word that it holds every entry of a till's epoch up to a number. */
export type Ack = v.InferOutput<typeof ackSchema>

/** An array of acks, or the object that an archive keeps them in; the key named there is not trusted, the journal names it. */
const fileSchema = v.union([v.array(ackSchema), v.looseObject({ acks: v.array(ackSchema) })])

/** Reads a file of acknowledgements; null where it is none. */
export const parseAcks = (text: string): Ack[] | null => {
  try {
    const parsed = v.safeParse(fileSchema, JSON.parse(text))
    if (!parsed.success) return null
    return Array.isArray(parsed.output) ? parsed.output : parsed.output.acks
  } catch {
    return null
  }
}

/** What head office signs, as docs/archive-format.md spells it. */
export const ackText = (ack: Omit<Ack, 'signature'>): string =>
  [
    'counterfoil-ack',
    1,
    ...[ack.till, ack.epoch, ack.seq, ack.hash, ack.serverTime, ack.nonce, ack.keyId],
    ack.quarantined.join(','),
  ].join('\n')

/** What acknowledgements are held against. */
export type AckParts = {
  readonly headOfficeKeys: ReadonlySet<string>
  /** The epochs of the archive, with the last number of each. */
  readonly lasts: ReadonlyMap<number, number>
  readonly notebook: Notebook
  readonly seen: SeenEntries
}

const isGenuine = (ack: Ack, { headOfficeKeys, notebook }: AckParts): boolean => {
  const key = [...headOfficeKeys].find((one) => fingerprint(one).slice(0, 16) === ack.keyId)
  if (key === undefined) notebook.find('ack_key', ack, { keyId: ack.keyId })
  else if (isSignedBy(key, ackText(ack), ack.signature)) return true
  else notebook.find('ack_bad_signature', ack)
  return false
}

/** An acknowledgement of an epoch covers the ones before too, for its first entry names what it goes on from. */
const noteUnsigned = (newest: Ack, { lasts, notebook }: AckParts): void => {
  const after = (lasts.get(newest.epoch) ?? 0) - newest.seq
  if (after > 0) notebook.note('after_ack', newest, { count: after })
  for (const [epoch, count] of lasts) {
    if (epoch > newest.epoch && count > 0) notebook.note('epoch_unacked', { epoch, seq: 1 }, { count })
  }
}

/** Compares acknowledgements of this till with the entries: each must be genuine, name an entry as it is, and not go beyond the end. */
export const checkAcks = (acks: readonly Ack[], parts: AckParts): void => {
  const { lasts, notebook, seen } = parts
  const genuine = acks.filter((ack) => isGenuine(ack, parts))
  for (const ack of genuine) {
    const last = lasts.get(ack.epoch) ?? 0
    const found = seen.hashAt(ack.epoch, ack.seq)
    if (ack.seq > last) notebook.find('cut_off', ack, { last })
    else if (ack.seq > 0 && found !== ack.hash)
      notebook.find('ack_differs', ack, { said: ack.hash, found: found ?? '—' })
  }
  const newest = genuine.toSorted((one, other) => other.epoch - one.epoch || other.seq - one.seq)[0]
  if (newest !== undefined) noteUnsigned(newest, parts)
  else if (acks.length === 0) notebook.note('no_acks', null)
}
