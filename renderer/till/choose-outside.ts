import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { cleanText } from './order-lines.ts'
import type { Permit } from './permit.ts'
import type { SaveSettingsOutcome } from './save-settings.ts'
import { useTill } from './till.ts'

/** `not_absolute`: the folder was not named from its drive or root on, and nothing was changed. */
export type ChooseOutsideOutcome = SaveSettingsOutcome | 'not_absolute'

const MOST_CHARACTERS = 200

/** Chooses where the outside copy goes, or none (null), and records who allowed it. What cannot be recorded is taken back. */
export const chooseOutside = async (
  { bridge, journal, permit }: { readonly bridge: Bridge; readonly journal: Journal; readonly permit: Permit },
  folder: string | null,
): Promise<ChooseOutsideOutcome> => {
  const { folder: before } = await bridge.call['mirror.outside']({})
  const chosen = await bridge.call['mirror.chooseOutside']({ folder, permit: permit.secret })
  if (!chosen.ok) return chosen.reason === 'not_writable' ? 'failed' : chosen.reason
  const told = await journal.commit(
    {
      kind: 'SETTINGS_CHANGED',
      body: {
        setting: 'outside_copy',
        before: cleanText(before ?? '', MOST_CHARACTERS),
        after: cleanText(folder ?? '', MOST_CHARACTERS),
      },
    },
    { by: permit.by, shift: useTill.getState().shift?.shiftId ?? null },
  )
  if (told.ok) return 'saved'
  const takenBack = await bridge.call['mirror.chooseOutside']({ folder: before, permit: permit.secret })
  return takenBack.ok ? 'failed' : 'not_recorded'
}
