import type { Restored } from '../../shared/bridge/backup-methods.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Staff } from '../../shared/bridge/staff-methods.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'

/**
 * Begins the epoch of a till that was restored from a backup: its first entry goes on from the last one that the backup holds,
 * then each member of staff is told. Stopped in the middle, it can be done again: nothing is doubled.
 */
export const beginRestored = async (
  { journal, bridge }: { readonly journal: Pick<Journal, 'commit'>; readonly bridge: Bridge },
  { parent, restaurant, taxpayer, sample }: Restored,
): Promise<{ ok: true; value: readonly Staff[] } | { ok: false; reason: CommitRefusal }> => {
  const { publicKey, version } = await bridge.call['app.info']({})
  const { staff } = await bridge.call['staff.list']({})
  const nobody = { by: null, shift: null }
  const begun = await journal.commit(
    { kind: 'GENESIS', body: { publicKey, random: newId(), app: version, restaurant, taxpayer, sample, parent } },
    nobody,
  )
  if (!begun.ok) return begun
  if (begun.already) return { ok: true, value: staff }
  for (const { id, name, role } of staff) {
    const body = { staff: id, name, role, change: 'restored' }
    const told = await journal.commit({ kind: 'STAFF_CHANGED', body }, nobody)
    if (!told.ok) return told
  }
  return { ok: true, value: staff }
}
