import type { Fen } from '../../../shared/money/fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { isWithinLimit } from '../../till/discount-limit.ts'
import { usePricedOrder } from '../../till/price.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Keypad } from '../../ui/keypad.tsx'
import { DiscountsGrown } from './discounts-grown.tsx'
import './pay.css'
import { PayAmounts } from './pay-amounts.tsx'
import { TenderButtons } from './tender-buttons.tsx'
import { usePayKeys } from './use-pay-keys.ts'
import { usePayment } from './use-payment.ts'

const backToOrder = () => go('sale')

/** Taking payment for the order on the screen. */
export const PayScreen = () => {
  const priced = usePricedOrder()
  const order = useTill((till) => till.order)
  const staff = useTill((till) => till.staff)
  const settings = useTill((till) => till.settings)
  if (priced === null || staff === null) return null
  return (
    <>
      <TakePayment total={priced.total} />
      {isWithinLimit(order, staff.role, settings.cashierDiscountBp) ? null : (
        <DiscountsGrown priced={priced} onBack={backToOrder} />
      )}
    </>
  )
}

const TakePayment = ({ total }: { readonly total: Fen }) => {
  const text = useText()
  const payment = usePayment(total)
  const { typed, busy, ready, due, onKey, exact } = payment
  const complete = () => payment.confirm()
  usePayKeys({ onKey, onTender: payment.receive, onExact: exact, onConfirm: complete, onBack: backToOrder })
  return (
    <main className="pay">
      <section className="stack pay-tenders">
        <TenderButtons onReceive={payment.receive} disabled={due === 0} />
        <p className="soft small">{text('recordedOnly')}</p>
        <Button onPress={backToOrder} keyHint="Esc" testId="back-to-order">
          {text('backToOrder')}
        </Button>
      </section>
      <PayAmounts payment={payment} total={total} />
      <section className="stack pay-keypad">
        <output className="pay-typed" aria-label={text('amount')} data-testid="pay-typed">
          {typed === '' ? '0' : typed}
        </output>
        <Keypad onKey={onKey} backLabel={text('backspace')} />
        <Button kind="go" large onPress={complete} disabled={busy || !ready} keyHint="Enter" testId="confirm-pay">
          {text(total === 0 ? 'confirmNothingDue' : 'confirmPay')}
        </Button>
      </section>
    </main>
  )
}
