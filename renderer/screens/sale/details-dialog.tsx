import { useState } from 'react'
import type { Order } from '../../../shared/sale/order.ts'
import { useText } from '../../i18n/use-text.ts'
import { cleanText } from '../../till/order-lines.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'

const GUEST_COUNTS = ['1', '2', '3', '4', '5', '6', '8', '10'] as const

type DetailsDialogProps = {
  readonly onDetails: (edit: (order: Order) => Order) => void
  readonly onClose: () => void
}

/** Where the guests sit, how many they are, and whether they take it away. */
export const DetailsDialog = ({ onDetails, onClose }: DetailsDialogProps) => {
  const text = useText()
  const before = useTill((till) => till.order)
  const [dining, setDining] = useState(before.dining)
  const [table, setTable] = useState(before.table)
  const [guests, setGuests] = useState(before.guests === 0 ? '' : String(before.guests))
  const submit = () =>
    onDetails((order) => ({ ...order, dining, table: cleanText(table, 12), guests: Number(guests || 0) }))
  return (
    <Dialog title={text('orderDetails')} onClose={onClose}>
      <div className="row">
        <Button chosen={dining === 'dine_in'} onPress={() => setDining('dine_in')} testId="dine-in">
          {text('dineIn')}
        </Button>
        <Button chosen={dining === 'takeaway'} onPress={() => setDining('takeaway')} testId="takeaway">
          {text('takeaway')}
        </Button>
      </div>
      <Field
        label={text('guests')}
        value={guests}
        onChange={(value) => setGuests(value.replace(/\D/g, ''))}
        maxLength={3}
        inputMode="numeric"
        onSubmit={submit}
        testId="guests"
      />
      <div className="row guest-counts">
        {GUEST_COUNTS.map((count) => (
          <Button key={count} chosen={guests === count} onPress={() => setGuests(count)} testId={`guests-${count}`}>
            {count}
          </Button>
        ))}
      </div>
      <Field
        label={text('table')}
        value={table}
        onChange={setTable}
        maxLength={12}
        autoFocus
        onSubmit={submit}
        keypad={text('backspace')}
        testId="table"
      />
      <div className="row row-between">
        <Button onPress={onClose}>{text('cancel')}</Button>
        <Button kind="go" onPress={submit} keyHint="Enter" testId="details-ok">
          {text('confirm')}
        </Button>
      </div>
    </Dialog>
  )
}
