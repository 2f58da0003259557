import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { cleanText } from './order-lines.ts'
import type { SaveSettingsOutcome } from './save-settings.ts'
import { useTill } from './till.ts'

/** `not_absolute`: the folder was not named from its drive or root on, and nothing was changed. */
export type ChooseOutsideOutcome = SaveSettingsOutcome | 'not_absolute'

const MOST_CHARACTERS = 200

/** Chooses where the outside copy goes, or none (null), and records who did. What cannot be recorded is taken back. */
export const chooseOutside = async (
  { bridge, journal }: { readonly bridge: Bridge; readonly journal: Journal },
  folder: string | null,
): Promise<ChooseOutsideOutcome> => {
  const { folder: before } = await bridge.call['mirror.outside']({})
  const chosen = await bridge.call['mirror.chooseOutside']({ folder })
  if (!chosen.ok) return chosen.reason === 'not_absolute' ? 'not_absolute' : 'failed'
  const { staff, shift } = useTill.getState()
  const told = await journal.commit(
    {
      kind: 'SETTINGS_CHANGED',
      body: {
        setting: 'outside_copy',
        before: cleanText(before ?? '', MOST_CHARACTERS),
        after: cleanText(folder ?? '', MOST_CHARACTERS),
      },
    },
    { by: staff?.id ?? null, shift: shift?.shiftId ?? null },
  )
  if (told.ok) return 'saved'
  const takenBack = await bridge.call['mirror.chooseOutside']({ folder: before })
  return takenBack.ok ? 'failed' : 'not_recorded'
}
