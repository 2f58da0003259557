import { type LeftAck, leftAckText, leftText, type PushRequest, type Refusal } from '../../shared/sync/wire.ts'
import { isSignedBy } from '../signing-key.ts'
import { type Arrival, readBatch } from './read-batch.ts'
import { type Ledger, type Signer, take, type UploadStore } from './take-upload.ts'

/** A ledger that also keeps a branch beside the one of its mark. */
export type BranchLedger = Ledger & {
  /** Keeps entries that are stored nowhere yet; false, and nothing kept, where the one before the first is not held. */
  readonly keepAside: (arrivals: readonly Arrival[]) => Promise<boolean>
}

/**
 * Takes entries of an epoch that the till has left: as an upload where they follow the mark, otherwise as a branch beside it,
 * which enters no sum. Stored before the ack is signed; what is held already is acknowledged again. `gap`: the entry before the
 * first one is not held, so that the till must begin at the epoch's first.
 */
export const takeLeft = async (
  uploads: UploadStore<BranchLedger>,
  key: Signer,
  request: PushRequest,
  isSigned = isSignedBy,
): Promise<{ ok: true; ack: LeftAck } | { ok: false; refusal: Refusal }> => {
  const publicKey = await uploads.keyOf(request.till)
  if (!publicKey) return { ok: false, refusal: { reason: 'unknown_till' } }
  if (!isSigned(publicKey, leftText(request), request.signature)) {
    return { ok: false, refusal: { reason: 'bad_signature' } }
  }
  const batch = readBatch(request.till, request.epoch, request.lines)
  if (!batch.ok) return { ok: false, refusal: { reason: 'broken_chain', detail: batch.detail } }
  const last = batch.arrivals.at(-1)
  if (!last) return { ok: false, refusal: { reason: 'bad_request', detail: 'no lines' } }
  const isHeld = await uploads.inTransaction(request.till, request.epoch, async (ledger) => {
    const taken = await take(ledger, batch.arrivals)
    return taken.ok || ledger.keepAside(batch.arrivals)
  })
  if (!isHeld) return { ok: false, refusal: { reason: 'gap' } }
  const { till, epoch, nonce } = request
  const unsigned = { till, epoch, seq: last.seq, hash: last.hash, nonce, keyId: key.keyId }
  return { ok: true, ack: { ...unsigned, signature: key.sign(leftAckText(unsigned)) } }
}
