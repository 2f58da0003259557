import type { EpochBegun } from '../../shared/bridge/app-methods.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'

/**
 * Writes the first entry of an epoch that follows one which was left: it names the last entry of that one which the till can
 * prove, and why it was left. Stopped in the middle, it can be done again: the first entry is found.
 */
export const beginEpoch = async (
  { journal, bridge }: { readonly journal: Pick<Journal, 'commit'>; readonly bridge: Bridge },
  { parent, reason, missing, restaurant, taxpayer, sample }: EpochBegun,
): Promise<{ ok: true } | { ok: false; reason: CommitRefusal; detail: string }> => {
  const { publicKey, version } = await bridge.call['app.info']({})
  const body = { publicKey, random: newId(), app: version, restaurant, taxpayer, sample, parent }
  const begun = await journal.commit(
    { kind: 'GENESIS', body: { ...body, left: { reason, missing } } },
    { by: null, shift: null },
  )
  return begun.ok ? { ok: true } : begun
}
