import type { Restored } from '../../shared/bridge/backup-methods.ts'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { type FirstStaff, makeStaff } from './set-up.ts'

/** Who is set up where nobody's PIN came back. */
export type FirstManager = { readonly managerName: string; readonly pin: string }

const nobody = { by: null, shift: null }

/**
 * Begins the epoch of a till that was restored: its first entry goes on from the last one that came back, then each member of
 * staff is told; with `manager` they are the first of the staff. Stopped in the middle, it can be done again: nothing is doubled.
 */
export const beginRestored = async (
  { journal, bridge }: { readonly journal: Pick<Journal, 'commit'>; readonly bridge: Bridge },
  { parent, restaurant, taxpayer, sample }: Restored,
  manager: FirstManager | null = null,
): Promise<{ ok: true; value: FirstStaff } | { ok: false; reason: CommitRefusal }> => {
  const { publicKey, version } = await bridge.call['app.info']({})
  const people = manager && (await makeStaff(bridge, { ...manager, sample }))
  if (people?.ok === false) return people
  const value = people?.value ?? { staff: (await bridge.call['staff.list']({})).staff, recoveryCode: null }
  const begun = await journal.commit(
    { kind: 'GENESIS', body: { publicKey, random: newId(), app: version, restaurant, taxpayer, sample, parent } },
    nobody,
  )
  if (!begun.ok) return begun
  if (begun.already) return { ok: true, value }
  for (const { id, name, role } of value.staff) {
    const body = { staff: id, name, role, change: manager === null ? 'restored' : 'added' }
    const told = await journal.commit({ kind: 'STAFF_CHANGED', body }, nobody)
    if (!told.ok) return told
  }
  return { ok: true, value }
}
