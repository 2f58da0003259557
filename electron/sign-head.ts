import type { Input, Output } from '../shared/bridge/bridge.ts'
import { headText } from '../shared/journal/signed-head.ts'
import type { Identity } from './identity.ts'
import type { Mirror } from './mirror/mirror.ts'

/** Signs a head that the mirror holds, and nothing else: whoever owns the window cannot have any text signed. */
export const signHead = (
  {
    identity,
    mirror,
  }: { readonly identity: Pick<Identity, 'till' | 'epoch' | 'sign'>; readonly mirror: Pick<Mirror, 'read'> },
  { epoch, seq, hash }: Input<'identity.signHead'>,
): Output<'identity.signHead'> => {
  const [line] = epoch === identity.epoch && seq > 0 ? mirror.read(seq - 1, 1) : []
  if (line?.slice(0, 64) !== hash) return { ok: false, reason: 'not_mirrored' }
  const signature = identity.sign(headText({ till: identity.till, epoch, seq, hash }))
  return signature === null ? { ok: false, reason: 'key_missing' } : { ok: true, signature }
}
