import { useState } from 'react'
import { parseFen } from '../../../shared/money/format-fen.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { moveCash, openDrawer } from '../../till/move-cash.ts'
import { newId } from '../../till/new-id.ts'
import { useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ReasonField } from '../../ui/reason-field.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'
import { DrawerIsOpen } from './drawer-is-open.tsx'

const PURPOSES = ['open', 'in', 'out'] as const
type Purpose = (typeof PURPOSES)[number]

const REASONS = {
  open: ['drawerReasonChange', 'drawerReasonCheck'],
  in: ['drawerReasonFloat', 'drawerReasonBank'],
  out: ['drawerReasonSupplier', 'drawerReasonSafe'],
} as const satisfies Record<Purpose, readonly MessageKey[]>

const LABELS = {
  open: 'drawerOpen',
  in: 'drawerIn',
  out: 'drawerOut',
} as const satisfies Record<Purpose, MessageKey>

/** The drawer beside the sales: opened for nothing, cash put in, cash taken out. Each has a reason and is an entry; cash out needs a manager. */
export const DrawerDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText()
  const journal = useJournal()
  const staff = useTill((till) => till.staff)
  // Pressed twice, it is one movement.
  const [id] = useState(newId)
  const [purpose, setPurpose] = useState<Purpose>('open')
  const [amount, setAmount] = useState('')
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const choose = (next: Purpose) => {
    setPurpose(next)
    setReason('')
    setAsking(false)
    setProblem(null)
  }

  /** The amount in fen, or null with the problem on the screen. */
  const checked = () => {
    const typed = parseFen(amount)
    if (purpose !== 'open' && !(typed.ok && typed.value > 0)) setProblem(text('drawerAmountNeeded'))
    else if (reason.trim() === '') setProblem(text('drawerReasonNeeded'))
    else return { amount: typed.ok && purpose !== 'open' ? typed.value : null }
    return null
  }

  const record = async (approvedBy: string | null) => {
    const wanted = checked()
    if (wanted === null) return setAsking(false)
    const result =
      purpose === 'open' || wanted.amount === null
        ? await openDrawer(journal, { openingId: id, reason })
        : await moveCash(journal, { moveId: id, direction: purpose, amount: wanted.amount, reason, approvedBy })
    if (result.ok) onClose()
    else setProblem(refusalText(result.reason, text))
  }

  const submit = () => {
    if (checked() === null) return
    setProblem(null)
    if (purpose !== 'out') return record(null)
    if (staff?.role === 'manager') return record(staff.id)
    setAsking(true)
  }

  return (
    <Dialog title={text('drawerTitle')} onClose={onClose} wide testId="drawer-dialog">
      <div className="row row-wrap">
        {PURPOSES.map((one) => (
          <Button
            key={one}
            chosen={purpose === one}
            autoFocus={one === 'open'}
            onPress={() => choose(one)}
            testId={`drawer-${one}`}
          >
            {text(LABELS[one])}
          </Button>
        ))}
      </div>
      <p className="soft">{text('drawerBody')}</p>
      <DrawerIsOpen />
      <div className={purpose === 'open' ? 'stack' : 'dialog-columns'}>
        {purpose === 'open' ? null : (
          <Field
            label={text('drawerAmount')}
            value={amount}
            onChange={setAmount}
            inputMode="decimal"
            maxLength={12}
            autoFocus
            keypad={text('backspace')}
            testId="drawer-amount"
          />
        )}
        <div className="stack">
          {asking ? (
            <ManagerApproval onApproved={({ id: manager }) => record(manager)} />
          ) : (
            <ReasonField
              reasons={REASONS[purpose].map((key) => ({ key, words: text(key) }))}
              label={text('drawerReason')}
              value={reason}
              onChange={setReason}
              onSubmit={submit}
              testId="drawer-reason"
            />
          )}
          {problem === null ? null : (
            <Notice tone="danger" testId="drawer-problem">
              {problem}
            </Notice>
          )}
        </div>
      </div>
      <div className="row row-between">
        <Button onPress={onClose} keyHint="Esc">
          {text('cancel')}
        </Button>
        <Button kind="go" onPress={submit} testId="drawer-confirm">
          {text(LABELS[purpose])}
        </Button>
      </div>
    </Dialog>
  )
}
