import { useText } from '../../i18n/use-text.ts'
import type { SaveSettingsOutcome } from '../../till/save-settings.ts'
import { Notice } from '../../ui/notice.tsx'

const TONES = { saved: 'good', failed: 'danger', not_recorded: 'danger', not_allowed: 'attention' } as const

/** Whether settings were kept, where the hand is. */
export const SaveOutcome = ({ outcome }: { readonly outcome: SaveSettingsOutcome | null }) => {
  const text = useText()
  return outcome === null ? null : (
    <Notice tone={TONES[outcome]} testId="settings-outcome">
      {text(`settings_${outcome}`)}
    </Notice>
  )
}
