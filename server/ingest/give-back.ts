import {
  type Pulled,
  type PullRequest,
  pulledText,
  pullText,
  type Refusal,
  type Through,
} from '../../shared/sync/wire.ts'
import { isSignedBy, type SigningKey } from '../signing-key.ts'

/** What is held of one epoch of a till after a number: lines as stored, at most a batch of them. */
export type Held = Pick<Pulled, 'lines' | 'mark' | 'latestEpoch'>

/** Where entries are given back from. */
export type PullStore = {
  /** The raw public key that a till was enrolled with; null for an unknown till. */
  readonly keyOf: (till: string) => Promise<Uint8Array | null>
  /** Whether a till may have the history of another one: it was enrolled as its replacement, or as that of its replacement. */
  readonly replaces: (till: string, of: string) => Promise<boolean>
  /** `through` chooses the branch that has this entry; its mark is 0 where no branch has it. */
  readonly read: (of: string, epoch: number, after: number, through?: Through) => Promise<Held>
}

/**
 * Gives a till back what head office holds of it, a batch at a time, signed together with the mark: a till that has lost
 * its copies asks again from where it has got. A frozen epoch is given back like any other.
 */
export const giveBack = async (
  store: PullStore,
  key: Pick<SigningKey, 'keyId' | 'sign'>,
  request: PullRequest,
  now: () => number,
  isSigned = isSignedBy,
): Promise<{ ok: true; pulled: Pulled } | { ok: false; refusal: Refusal }> => {
  const { till, of, epoch, after, through, nonce } = request
  const publicKey = await store.keyOf(till)
  if (!publicKey) return { ok: false, refusal: { reason: 'unknown_till' } }
  if (!isSigned(publicKey, pullText(request), request.signature)) {
    return { ok: false, refusal: { reason: 'bad_signature' } }
  }
  if (of !== till && !(await store.replaces(till, of))) return { ok: false, refusal: { reason: 'not_its_replacement' } }
  const held = await store.read(of, epoch, after, through)
  const unsigned = { till: of, epoch, after, ...held, serverTime: now(), nonce, keyId: key.keyId }
  return { ok: true, pulled: { ...unsigned, signature: key.sign(pulledText(unsigned)) } }
}
