import { useText } from '../../i18n/use-text.ts'
import { Notice } from '../../ui/notice.tsx'

/** Whether settings were kept, where the hand is. */
export const SaveOutcome = ({ outcome }: { readonly outcome: 'saved' | 'failed' | null }) => {
  const text = useText()
  if (outcome === null) return null
  return outcome === 'saved' ? (
    <Notice tone="good">{text('settingsSaved')}</Notice>
  ) : (
    <Notice tone="danger">{text('settingsFailed')}</Notice>
  )
}
