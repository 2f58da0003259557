import {
  ackText,
  type PushReply,
  type PushRequest,
  pushText,
  type Refusal,
  refusalText,
  replacedText,
} from '../../shared/sync/wire.ts'
import { isSignedBy, type SigningKey } from '../signing-key.ts'
import { type Arrival, readBatch } from './read-batch.ts'

/** The last entry of an epoch that is stored; seq 0 and 64 zeros for none. */
export type Mark = { readonly seq: number; readonly hash: string }

/** One epoch of one till inside a transaction that holds its mark alone. */
export type Ledger = {
  readonly mark: Mark & { readonly frozen: boolean }
  /** Whether all of these, which are at or below the mark, are stored under the same number with the same hash. */
  readonly holds: (arrivals: readonly Arrival[]) => Promise<boolean>
  readonly freeze: () => Promise<void>
  /** Which of these are in quarantine. */
  readonly quarantined: (arrivals: readonly Arrival[]) => Promise<readonly number[]>
  /** Stores entries that follow the mark, and moves it; gives the new one. */
  readonly store: (arrivals: readonly Arrival[]) => Promise<Mark>
}

/** Where uploads are kept. */
export type UploadStore<L extends Ledger = Ledger> = {
  /** The raw public key that a till was enrolled with; null for an unknown till. */
  readonly keyOf: (till: string) => Promise<Uint8Array | null>
  /** The till that was enrolled as the replacement of this one; null for none. */
  readonly replacementOf: (till: string) => Promise<string | null>
  /** Runs work in one transaction: committed, and durable, before the promise resolves; undone where it rejects. */
  readonly inTransaction: <T>(till: string, epoch: number, work: (ledger: L) => Promise<T>) => Promise<T>
}

/** What head office signs with. */
export type Signer = Pick<SigningKey, 'keyId' | 'sign'>
type Accepted = { readonly mark: Mark; readonly quarantined: readonly number[] }
type Taken = { ok: true; value: Accepted } | { ok: false; refusal: Refusal }

const refuse = (reason: Refusal['reason'], more: Omit<Refusal, 'reason'> = {}): Taken => ({
  ok: false,
  refusal: { reason, ...more },
})

/** Entries that head office has already must be the very same: another hash under the same number is a fork. */
export const take = async (ledger: Ledger, arrivals: readonly Arrival[]): Promise<Taken> => {
  const { frozen, seq, hash } = ledger.mark
  const mark = { seq, hash }
  if (frozen) return refuse('frozen', { mark })
  const fresh = arrivals.filter((one) => one.seq > seq)
  const old = arrivals.filter((one) => one.seq <= seq)
  if (!(await ledger.holds(old))) {
    await ledger.freeze()
    return refuse('fork', { mark })
  }
  const first = fresh[0]
  // Also of what was taken before: the ack that named it may have been lost.
  if (!first) return { ok: true, value: { mark, quarantined: await ledger.quarantined(old) } }
  if (first.seq !== seq + 1) return refuse('gap', { mark })
  if (first.prev !== hash) {
    await ledger.freeze()
    return refuse('fork', { mark })
  }
  const next = await ledger.store(fresh)
  return { ok: true, value: { mark: next, quarantined: await ledger.quarantined(arrivals) } }
}

const signRefusal = (refusal: Refusal, request: PushRequest, { keyId, sign }: Signer): Refusal => ({
  ...refusal,
  signed: { keyId, signature: sign(refusalText(refusal, { ...request, keyId })) },
})

/**
 * Takes one upload: signature, chain and mark are checked, and everything is stored, in one transaction; only after its
 * commit is the ack signed, or the refusal where the upload is not what should follow. An upload that was taken before is
 * acknowledged again. A till that was replaced is told so, and what it sends is taken like any other: those sales were made.
 */
export const takeUpload = async (
  uploads: UploadStore,
  key: Signer,
  request: PushRequest,
  now: () => number,
  isSigned = isSignedBy,
): Promise<{ ok: true; reply: PushReply } | { ok: false; refusal: Refusal }> => {
  const publicKey = await uploads.keyOf(request.till)
  if (!publicKey) return { ok: false, refusal: { reason: 'unknown_till' } }
  if (!isSigned(publicKey, pushText(request), request.signature)) {
    return { ok: false, refusal: { reason: 'bad_signature' } }
  }
  const batch = readBatch(request.till, request.epoch, request.lines)
  if (!batch.ok) return { ok: false, refusal: { reason: 'broken_chain', detail: batch.detail } }
  const { arrivals } = batch
  const taken = await uploads.inTransaction(request.till, request.epoch, (ledger) => take(ledger, arrivals))
  if (!taken.ok) return { ok: false, refusal: signRefusal(taken.refusal, request, key) }
  const unsigned = {
    till: request.till,
    epoch: request.epoch,
    ...taken.value.mark,
    serverTime: now(),
    nonce: request.nonce,
    keyId: key.keyId,
    quarantined: [...taken.value.quarantined],
  }
  const ack = { ...unsigned, signature: key.sign(ackText(unsigned)) }
  const by = await uploads.replacementOf(request.till)
  if (by === null) return { ok: true, reply: ack }
  const { till, nonce } = request
  return { ok: true, reply: { ...ack, replaced: { by, signature: key.sign(replacedText({ till, by, nonce })) } } }
}
