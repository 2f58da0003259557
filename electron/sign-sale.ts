import type { Input, Output } from '../shared/bridge/bridge.ts'
import { parseEntry, readLine } from '../shared/journal/line.ts'
import type { Sha256 } from '../shared/journal/seal.ts'
import { saleTokenText } from '../shared/receipt/sale-token.ts'
import type { Identity } from './identity.ts'
import type { Mirror } from './mirror/mirror.ts'

type SigningParts = {
  readonly identity: Pick<Identity, 'till' | 'epoch' | 'sign'>
  readonly mirror: Pick<Mirror, 'read'>
  /** Reads the file of an epoch that the till has left. */
  readonly readFrozen?: (epoch: number, after: number, limit: number) => string[]
}

/**
 * Signs the token of a sale, whose text is made here from the sale's own line. The mirror need not hold it yet, so that a
 * receipt is the same whenever it is laid out; it must not hold another entry under that number.
 */
export const signSale = (
  { identity, mirror, readFrozen = () => [] }: SigningParts,
  { line }: Input<'identity.signSale'>,
  sha256: Sha256,
): Output<'identity.signSale'> => {
  const read = readLine(line, sha256)
  const parsed = read.ok ? parseEntry(read.value.text) : null
  if (!read.ok || !parsed?.ok || parsed.value.kind !== 'SALE') return { ok: false, reason: 'not_a_sale' }
  const { till, epoch, seq } = parsed.value
  // Of an epoch that was left, only what its file holds; of the one in use, also what is still on its way there.
  const isCurrent = epoch === identity.epoch
  const [held = isCurrent ? line : null] = isCurrent ? mirror.read(seq - 1, 1) : readFrozen(epoch, seq - 1, 1)
  if (till !== identity.till || held !== line) return { ok: false, reason: 'other_journal' }
  const signature = identity.sign(saleTokenText(parsed.value, read.value.hash))
  return signature === null ? { ok: false, reason: 'key_missing' } : { ok: true, signature }
}
