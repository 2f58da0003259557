import { useState } from 'react'
import { unsentOf } from '../../../shared/kitchen/kitchen-order.ts'
import { formatQuantity } from '../../../shared/money/quantity.ts'
import { useName } from '../../i18n/local-name.tsx'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { kitchenStations } from '../../till/send-to-kitchen.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonField } from '../../ui/reason-field.tsx'
import type { SaleActions } from './use-sale-actions.ts'

const REASONS = ['takeBackGuest', 'takeBackSlow', 'takeBackMistake'] as const satisfies readonly MessageKey[]

/** Dishes that the kitchen was told of are taken back, with a reason that goes into the journal and onto its ticket. */
export const TakeBackDialog = ({
  actions,
  onClose,
}: {
  readonly actions: SaleActions
  readonly onClose: () => void
}) => {
  const text = useText()
  const nameIn = useName()
  const order = useTill((till) => till.order)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const cancelled = unsentOf(order, kitchenStations())?.cancelled ?? []
  const submit = () => {
    if (reason.trim() === '') setProblem(text('voidReasonNeeded'))
    else void actions.tellKitchen(reason)
  }
  return (
    <Dialog title={text('takeBackTitle')} onClose={onClose} testId="take-back">
      <p className="soft">{text('takeBackBody')}</p>
      <p>{cancelled.map((line) => `${nameIn(line.name)} × ${formatQuantity(line.quantity)}`).join(' · ')}</p>
      <ReasonField
        reasons={REASONS.map((key) => ({ key, words: text(key) }))}
        label={text('voidReason')}
        value={reason}
        onChange={setReason}
        onSubmit={submit}
        error={problem}
        autoFocus
        testId="take-back-reason"
      />
      <div className="row row-between">
        <Button onPress={onClose} keyHint="Esc">
          {text('cancel')}
        </Button>
        <Button kind="danger" onPress={submit} testId="take-back-confirm">
          {text('takeBackOk')}
        </Button>
      </div>
    </Dialog>
  )
}
