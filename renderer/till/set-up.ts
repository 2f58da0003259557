import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { Staff } from '../../shared/bridge/staff-methods.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'

/** What the person at the first start decides. */
export type FirstChoices = {
  readonly restaurant: string
  readonly taxpayer: 'general' | 'small_scale'
  readonly sample: boolean
  readonly managerName: string
  readonly pin: string
}

/** `recoveryCode` is null where the staff was there before: it was shown then, and is shown once only. */
export type FirstStaff = { readonly staff: readonly Staff[]; readonly recoveryCode: string | null }

/** Makes the first manager; finds the staff that was made before. */
export const makeStaff = async (
  bridge: Bridge,
  { managerName, pin, sample }: Pick<FirstChoices, 'managerName' | 'pin' | 'sample'>,
): Promise<{ ok: true; value: FirstStaff } | { ok: false; reason: 'write_failed' | 'invalid_entry' }> => {
  const made = await bridge.call['staff.setUp']({ managerName, pin })
  if (made.ok) return { ok: true, value: made }
  if (made.reason !== 'already_set_up') return { ok: false, reason: 'write_failed' }
  const { staff, samplePins } = await bridge.call['staff.list']({})
  // The sample's PINs are public: no real restaurant begins with them.
  if (samplePins !== null && !sample) return { ok: false, reason: 'invalid_entry' }
  return { ok: true, value: { staff, recoveryCode: null } }
}

const commitGenesis = (journal: Journal, choices: FirstChoices, app: Output<'app.info'>) => {
  const { restaurant, taxpayer, sample } = choices
  const { publicKey, version } = app
  return journal.commit(
    { kind: 'GENESIS', body: { publicKey, random: newId(), app: version, restaurant, taxpayer, sample, parent: null } },
    { by: null, shift: null },
  )
}

const commitStaff = (journal: Journal, { id, name, role }: Staff) =>
  journal.commit({ kind: 'STAFF_CHANGED', body: { staff: id, name, role, change: 'added' } }, { by: null, shift: null })

/** Makes the first staff, then the journal's first entries. Stopped in the middle, it can be done again: nothing is doubled. */
export const setUpTill = async (
  parts: { readonly journal: Journal; readonly bridge: Bridge },
  choices: FirstChoices,
): Promise<{ ok: true; value: FirstStaff } | { ok: false; reason: CommitRefusal; detail: string }> => {
  const { journal, bridge } = parts
  const made = await makeStaff(bridge, choices)
  if (!made.ok) return { ...made, detail: 'staff' }
  const genesis = await commitGenesis(journal, choices, await bridge.call['app.info']({}))
  if (!genesis.ok) return genesis
  if (genesis.already) return made
  for (const person of made.value.staff) {
    const told = await commitStaff(journal, person)
    if (!told.ok) return told
  }
  return made
}
