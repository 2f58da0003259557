import * as v from 'valibot'
import { hashSchema } from '../journal/entry.ts'

/** The protocol's version, in every path (/v1/...) and in every signed text. */
const PROTOCOL_VERSION = 1

/** A batch holds at most this many entries, and at most this many bytes of lines. */
export const MAX_BATCH_ENTRIES = 500
export const MAX_BATCH_BYTES = 1_000_000

/** A line is at most this long: an entry's 65,536 bytes and its hash, with room to spare. */
const MAX_LINE_LENGTH = 200_000

/** What a database's integer holds. */
export const MAX_EPOCH = 2_147_483_647

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A key or a signature of Ed25519: 88 characters at most, looked at before they are decoded. */
const base64 = v.pipe(v.string(), v.maxLength(88), v.base64())
/** It stands on a line of its own in what is signed. */
const nonceSchema = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{16,64}$/))
/** A till is named by 32 hex digits of its key's hash: nothing else is looked for. */
const tillSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
const linesSchema = v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_LINE_LENGTH))), v.maxLength(MAX_BATCH_ENTRIES))

/** POST /v1/enrol: the one-time code, and the till's public key (Ed25519, raw 32 bytes in base64), signed by that key. */
export const enrolRequestSchema = v.strictObject({
  code: v.pipe(v.string(), v.minLength(6), v.maxLength(40)),
  publicKey: base64,
  /**
   * Whose successor it is: of the till that the code names (null, from an empty machine), or of the one whose backup it was
   * restored from. Absent from a till with a history of its own, which can take over nobody's.
   */
  successorOf: v.optional(v.nullable(tillSchema)),
  signature: base64,
})
export type EnrolRequest = v.InferOutput<typeof enrolRequestSchema>
/** The labels that head office gives the till, and the key (Ed25519, raw, base64) that the till pins. */
export const enrolReplySchema = v.strictObject({
  store: v.string(),
  storeName: v.string(),
  tillCode: v.string(),
  headOfficeKey: base64,
  keyId: v.string(),
  /** The tills whose history it may have back: the one that it replaces, then the one that that one replaced, and so on. */
  replaces: v.optional(v.array(tillSchema)),
})
export type EnrolReply = v.InferOutput<typeof enrolReplySchema>

/** POST /v1/push: entry lines in order (see journal/line.ts), with a fresh nonce; signed over pushText(). */
export const pushRequestSchema = v.strictObject({
  till: tillSchema,
  epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_EPOCH)),
  nonce: nonceSchema,
  lines: linesSchema,
  signature: base64,
})
export type PushRequest = v.InferOutput<typeof pushRequestSchema>

/** Head office's countersignature: it holds every entry of this epoch up to seq. Signed over ackText(). */
export const ackSchema = v.strictObject({
  till: v.string(),
  epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  seq: count,
  hash: hashSchema,
  serverTime: count,
  nonce: v.string(),
  keyId: v.string(),
  quarantined: v.array(count),
  signature: base64,
})
export type Ack = v.InferOutput<typeof ackSchema>

/**
 * What answers an upload: the ack, and to a till that was replaced by another one, which, with a signature over
 * replacedText(). Its entries are taken all the same.
 */
export const pushReplySchema = v.strictObject({
  ...ackSchema.entries,
  replaced: v.optional(v.strictObject({ by: tillSchema, signature: base64 })),
})
export type PushReply = v.InferOutput<typeof pushReplySchema>

/**
 * Answers POST /v1/left, which is asked like an upload but signed over leftText(): head office holds this entry of an epoch
 * that the till has left, and every one before it, be it as a branch beside the one that it went on with. Signed over
 * leftAckText().
 */
export const leftAckSchema = v.strictObject({
  till: v.string(),
  epoch: ackSchema.entries.epoch,
  seq: count,
  hash: hashSchema,
  nonce: v.string(),
  keyId: v.string(),
  signature: base64,
})
export type LeftAck = v.InferOutput<typeof leftAckSchema>

/** Which branch of an epoch is meant: the one that has this entry. */
const throughSchema = v.strictObject({ seq: v.pipe(count, v.minValue(1)), hash: hashSchema })
export type Through = v.InferOutput<typeof throughSchema>

/**
 * POST /v1/pull: what head office holds of an epoch of `of` after a number; `of` is the till itself, or one that it replaces.
 * With `through` it may be a branch that was handed in beside (see leftAckSchema), up to that entry.
 */
export const pullRequestSchema = v.strictObject({
  till: tillSchema,
  of: tillSchema,
  epoch: pushRequestSchema.entries.epoch,
  after: count,
  through: v.optional(throughSchema),
  nonce: nonceSchema,
  signature: base64,
})
export type PullRequest = v.InferOutput<typeof pullRequestSchema>

/** The lines as they were stored, in order; none where `after` is the mark or beyond. Signed over pulledText(). */
export const pulledSchema = v.strictObject({
  till: v.string(),
  epoch: count,
  after: count,
  lines: linesSchema,
  /** The last entry of this epoch, or of the branch that was asked for, that head office holds; seq 0 where it holds none. */
  mark: v.strictObject({ seq: count, hash: hashSchema }),
  /** The newest epoch of this till that head office holds anything of; 0 for none. */
  latestEpoch: count,
  serverTime: count,
  nonce: v.string(),
  keyId: v.string(),
  signature: base64,
})
export type Pulled = v.InferOutput<typeof pulledSchema>

/**
 * Body of a 4xx: `gap` carries the mark from which to send again; fork and frozen stop the till's syncing. These three
 * answer an upload of a known till, and count only signed, over refusalText().
 */
export const refusalSchema = v.strictObject({
  reason: v.picklist([
    'gap',
    'fork',
    'frozen',
    'bad_signature',
    'broken_chain',
    'unknown_till',
    'bad_code',
    'replacement_code',
    'no_replacement_code',
    'not_its_replacement',
    'bad_request',
    'full',
    'internal',
  ]),
  mark: v.optional(v.strictObject({ seq: count, hash: hashSchema })),
  detail: v.optional(v.string()),
  signed: v.optional(v.strictObject({ keyId: v.string(), signature: base64 })),
})
export type Refusal = v.InferOutput<typeof refusalSchema>

/** GET /health: whether head office can take uploads now, and which key it signs with. */
export const healthSchema = v.looseObject({ ok: v.boolean(), keyId: v.string() })

/** What a till signs to prove that it holds its key when it enrols. */
export const enrolText = ({ code, publicKey, successorOf }: Omit<EnrolRequest, 'signature'>): string =>
  [
    ...['counterfoil-enrol', PROTOCOL_VERSION, code, publicKey],
    ...(successorOf === undefined ? [] : [successorOf ?? 'the lost till']),
  ].join('\n')

/** What a till signs for an upload: one hash per line, so that the signature covers each entry. */
export const pushText = (request: Omit<PushRequest, 'signature'>): string =>
  ['counterfoil-push', PROTOCOL_VERSION, request.till, request.epoch, request.nonce, ...request.lines].join('\n')

/** What a till signs to hand in what it holds of an epoch that it has left. */
export const leftText = (request: Omit<PushRequest, 'signature'>): string =>
  ['counterfoil-left', PROTOCOL_VERSION, request.till, request.epoch, request.nonce, ...request.lines].join('\n')

/** What head office signs when it has taken that. */
export const leftAckText = (ack: Omit<LeftAck, 'signature'>): string =>
  ['counterfoil-left-ack', PROTOCOL_VERSION, ack.till, ack.epoch, ack.seq, ack.hash, ack.nonce, ack.keyId].join('\n')

/** What head office signs. */
export const ackText = (ack: Omit<Ack, 'signature'>): string =>
  [
    'counterfoil-ack',
    PROTOCOL_VERSION,
    ack.till,
    ack.epoch,
    ack.seq,
    ack.hash,
    ack.serverTime,
    ack.nonce,
    ack.keyId,
    ack.quarantined.join(','),
  ].join('\n')

/** What head office signs of a refusal: nobody in between can stop a till's uploads for good, or send it back. */
export const refusalText = (
  refusal: Pick<Refusal, 'reason' | 'mark'>,
  to: Pick<PushRequest, 'till' | 'epoch' | 'nonce'> & { readonly keyId: string },
): string =>
  [
    'counterfoil-refusal',
    PROTOCOL_VERSION,
    to.till,
    to.epoch,
    to.nonce,
    refusal.reason,
    refusal.mark?.seq ?? '',
    refusal.mark?.hash ?? '',
    to.keyId,
  ].join('\n')

/** What head office signs to tell a till that another one has taken its place, in answer to this upload. */
export const replacedText = (told: { readonly till: string; readonly by: string; readonly nonce: string }): string =>
  ['counterfoil-replaced', PROTOCOL_VERSION, told.till, told.by, told.nonce].join('\n')

/** What a till signs to be given back what head office holds. */
export const pullText = ({ till, of, epoch, after, nonce, through }: Omit<PullRequest, 'signature'>): string =>
  [
    ...['counterfoil-pull', PROTOCOL_VERSION, till, of, epoch, after, nonce],
    ...(through === undefined ? [] : [through.seq, through.hash]),
  ].join('\n')

/** What head office signs over entries that it gives back: nobody in between can invent a journal. */
export const pulledText = (pulled: Omit<Pulled, 'signature'>): string =>
  [
    'counterfoil-pulled',
    PROTOCOL_VERSION,
    pulled.till,
    pulled.epoch,
    pulled.after,
    pulled.mark.seq,
    pulled.mark.hash,
    pulled.latestEpoch,
    pulled.serverTime,
    pulled.nonce,
    pulled.keyId,
    ...pulled.lines,
  ].join('\n')
