import { useState } from 'react'
import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { formatFen } from '../../../shared/money/format-fen.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import type { SaleRow } from '../../journal/rows.ts'
import { useJournal } from '../../till/parts.ts'
import { refundSale } from '../../till/refund-sale.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ReasonField } from '../../ui/reason-field.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'

const REASONS = ['refundReasonDish', 'refundReasonWrong', 'refundReasonGuest'] as const satisfies readonly MessageKey[]

type RefundDialogProps = {
  readonly row: SaleRow
  readonly onClose: () => void
  readonly onRefunded: (words: string) => void
}

/** Refunds a whole sale: a reason, then a manager's PIN for this one refund. */
export const RefundDialog = ({ row, onClose, onRefunded }: RefundDialogProps) => {
  const text = useText()
  const journal = useJournal()
  const [reason, setReason] = useState('')
  /** Chosen, or typed and ended with Enter: then the PIN comes next. */
  const [given, setGiven] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const give = (words: string) => {
    setReason(words)
    setGiven(true)
  }
  const type = (words: string) => {
    setReason(words)
    setGiven(false)
  }
  const refund = async (manager: Staff) => {
    if (reason.trim() === '') return setProblem(text('refundReasonNeeded'))
    const result = await refundSale(journal, row, { reason, approvedBy: manager.id })
    if (result.ok)
      return onRefunded(text(result.already ? 'refundAlready' : 'refundDone', { amount: `￥${formatFen(row.total)}` }))
    const { reason: refusal } = result
    const isOfSale = refusal === 'not_a_sale' || refusal === 'replaced'
    setProblem(isOfSale ? text(`refund_${refusal}`) : refusalText(refusal, text))
  }
  return (
    <Dialog title={text('refundTitle', { receiptNo: row.receiptNo })} onClose={onClose} wide testId="refund-dialog">
      <div className="dialog-columns">
        <div className="stack">
          <p className="refund-amount">
            <Money amount={row.total} />
          </p>
          <p className="soft">{text('refundBody')}</p>
          {row.invoiceSeq === null ? null : <Notice>{text('refundInvoiced')}</Notice>}
          <ReasonField
            reasons={REASONS.map((key) => ({ key, words: text(key) }))}
            label={text('refundReason')}
            value={reason}
            onChange={type}
            onChoose={give}
            onSubmit={() => give(reason)}
            autoFocus
            testId="refund-reason"
          />
          {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
        </div>
        {reason.trim() === '' ? null : (
          <ManagerApproval key={given ? 'given' : 'typing'} onApproved={refund} autoFocus={given} />
        )}
      </div>
      <div className="row">
        <Button onPress={onClose} keyHint="Esc">
          {text('cancel')}
        </Button>
      </div>
    </Dialog>
  )
}
