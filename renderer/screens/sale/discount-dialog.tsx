import { useState } from 'react'
import { parseFen } from '../../../shared/money/format-fen.ts'
import type { Discount, Order } from '../../../shared/sale/order.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { approveDiscount, isWithinLimit } from '../../till/discount-limit.ts'
import { setLineDiscount, setOrderDiscount } from '../../till/order-lines.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ManagerApproval } from '../approve/manager-approval.tsx'

const QUICK_PERCENTS = [500, 1000, 1200, 2000]

type Wanted = { readonly kind: 'percent'; readonly bp: number } | { readonly kind: 'amount'; readonly typed: string }

/** The discount that was asked for, given by `by`; null where the text is no such thing. */
const discountOf = (wanted: Wanted, by: string): Discount | null => {
  if (wanted.kind === 'percent') return wanted.bp >= 1 && wanted.bp <= 10_000 ? { ...wanted, by } : null
  const amount = parseFen(wanted.typed)
  return amount.ok && amount.value > 0 ? { kind: 'amount', fen: amount.value, by } : null
}

/** Basis points of a typed percentage with at most two decimals; 0 where it is none. */
const basisPoints = (typed: string): number => {
  const parsed = parseFen(typed)
  return parsed.ok ? parsed.value : 0
}

type DiscountDialogProps = {
  /** null: the whole order. */
  readonly lineId: string | null
  readonly onDiscount: (edit: (order: Order) => Order) => void
  readonly onClose: () => void
}

/** Takes something off a line or the order. Above the cashier's limit a manager's PIN is asked for. */
export const DiscountDialog = ({ lineId, onDiscount, onClose }: DiscountDialogProps) => {
  const text = useText()
  const nameIn = useName()
  const { order, staff, settings } = useTill()
  const [unit, setUnit] = useState<'percent' | 'amount'>('percent')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [waiting, setWaiting] = useState<Wanted | null>(null)
  const line = order.lines.find((one) => one.lineId === lineId)
  const given = line === undefined ? order.discount : line.discount
  const editWith = (discount: Discount | null) => (before: Order) =>
    lineId === null ? setOrderDiscount(before, discount) : setLineDiscount(before, lineId, discount)

  const approvedBy = (managerId: string, wanted: Wanted) => (before: Order) =>
    approveDiscount(editWith(discountOf(wanted, managerId))(before), lineId, managerId)

  const apply = (wanted: Wanted) => {
    const discount = discountOf(wanted, staff?.id ?? '')
    if (discount === null) {
      setProblem(text(unit === 'percent' ? 'discountWrongPercent' : 'discountWrongAmount'))
    } else if (staff?.role === 'manager') {
      onDiscount(approvedBy(staff.id, wanted))
    } else if (isWithinLimit(editWith(discount)(order), 'cashier', settings.cashierDiscountBp)) {
      onDiscount(editWith(discount))
    } else setWaiting(wanted)
  }

  const submit = () =>
    apply(unit === 'percent' ? { kind: 'percent', bp: basisPoints(typed) } : { kind: 'amount', typed })

  const title = line === undefined ? text('orderDiscountTitle') : text('lineDiscountTitle', { name: nameIn(line.name) })
  if (waiting !== null) {
    return (
      <Dialog title={title} onClose={onClose}>
        <Notice>{text('discountOverLimit', { percent: settings.cashierDiscountBp / 100 })}</Notice>
        <ManagerApproval onApproved={(manager) => onDiscount(approvedBy(manager.id, waiting))} />
      </Dialog>
    )
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="row row-wrap">
        {QUICK_PERCENTS.map((bp) => (
          <Button key={bp} onPress={() => apply({ kind: 'percent', bp })} testId={`discount-${bp}`}>
            {text('percentOff', { percent: bp / 100, fold: (10_000 - bp) / 1000 })}
          </Button>
        ))}
      </div>
      <div className="row">
        {(['percent', 'amount'] as const).map((one) => (
          <Button key={one} chosen={unit === one} onPress={() => setUnit(one)} testId={`discount-in-${one}`}>
            {text(one === 'percent' ? 'discountPercent' : 'discountAmount')}
          </Button>
        ))}
      </div>
      <Field
        label={text(unit === 'percent' ? 'discountPercent' : 'discountAmount')}
        value={typed}
        onChange={setTyped}
        error={problem}
        inputMode="decimal"
        autoFocus
        onSubmit={submit}
        keypad={text('backspace')}
        testId="discount-value"
      />
      <div className="row row-between">
        <Button onPress={onClose}>{text('cancel')}</Button>
        {given === null ? null : (
          <Button kind="danger" onPress={() => onDiscount(editWith(null))} testId="discount-none">
            {text('discountNone')}
          </Button>
        )}
        <Button kind="go" onPress={submit} testId="discount-ok">
          {text('confirm')}
        </Button>
      </div>
    </Dialog>
  )
}
