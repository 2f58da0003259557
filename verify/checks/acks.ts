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
  /** Those that the journal names. */
  readonly headOfficeKeys: ReadonlySet<string>
  /** Head office's key as somebody knows it from elsewhere. */
  readonly givenKey: string | undefined
  /** The epochs of the archive, with the last number of each. */
  readonly lasts: ReadonlyMap<number, number>
  readonly notebook: Notebook
  readonly seen: SeenEntries
}

/** Only a key from the journal or from outside the archive counts: whoever forges an archive can write any into it. */
const isGenuine = (ack: Ack, { headOfficeKeys, givenKey, notebook }: AckParts): boolean => {
  const { keyId } = ack
  const isIts = (one: string) => fingerprint(one).slice(0, 16) === keyId
  const named = [...headOfficeKeys].find(isIts)
  const key = named ?? (givenKey !== undefined && isIts(givenKey) ? givenKey : undefined)
  const fault =
    key === undefined ? 'ack_key' : isSignedBy(key, ackText(ack), ack.signature) ? null : 'ack_bad_signature'
  if (fault !== null) notebook.find(fault, ack, { keyId })
  else if (named === undefined) notebook.note('head_office_key_given', ack, { keyId })
  return fault === null
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
