import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { voidOrder } from '../../till/void-order.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'

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
      <div className="row row-wrap">
        {REASONS.map((key) => (
          <Button
            key={key}
            chosen={reason === text(key)}
            autoFocus={key === REASONS[0]}
            onPress={() => setReason(text(key))}
            testId={key}
          >
            {text(key)}
          </Button>
        ))}
      </div>
      <Field
        label={text('voidReason')}
        value={reason}
        onChange={setReason}
        error={problem}
        onSubmit={submit}
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
