import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { voidOrder } from '../../till/void-order.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonField } from '../../ui/reason-field.tsx'

const REASONS = ['voidReasonGuestLeft', 'voidReasonMistake', 'voidReasonKitchen'] as const

/** Gives the order up, with a reason. */
export const VoidDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText()
  const journal = useJournal()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async () => {
    if (reason.trim() === '') {
      setProblem(text('voidReasonNeeded'))
      return
    }
    const voided = await voidOrder(journal, reason)
    if (voided.ok) onClose()
    else setProblem(text(`refused_${voided.reason}`))
  }
  return (
    <Dialog title={text('voidTitle')} onClose={onClose}>
      <p>{text('voidBody')}</p>
      <ReasonField
        reasons={REASONS.map((key) => ({ key, words: text(key) }))}
        label={text('voidReason')}
        value={reason}
        onChange={setReason}
        onSubmit={submit}
        error={problem}
        autoFocus
        testId="void-reason"
      />
      <div className="row row-between">
        <Button onPress={onClose}>{text('cancel')}</Button>
        <Button kind="danger" onPress={submit} testId="void-confirm">
          {text('voidOrder')}
        </Button>
      </div>
    </Dialog>
  )
}
