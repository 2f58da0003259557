import type { Fen } from '../../../shared/money/fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { quickAmounts } from '../../till/quick-amounts.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PayOrder } from './pay-order.tsx'
import { TenderList } from './tender-list.tsx'
import type { Payment } from './use-payment.ts'

/** What is due or goes back in large figures, what was received, and the cash that guests hand over most. */
export const PayAmounts = ({ payment, total }: { readonly payment: Payment; readonly total: Fen }) => {
  const text = useText()
  const { tenders, change, due, preview, problem, busy } = payment
  return (
    <section className="pay-amounts">
      <div className="card pay-card">
        <p className="soft">{text(tenders.length === 0 ? 'due' : change > 0 ? 'changeDue' : 'stillDue')}</p>
        <p className="pay-due">
          <Money amount={tenders.length === 0 ? total : change > 0 ? change : due} testId="due" />
        </p>
        {preview > 0 ? (
          <p className="row row-between pay-preview">
            {text('changeDue')} <Money amount={preview} testId="change-preview" />
          </p>
        ) : null}
        <TenderList tenders={tenders} onRemove={payment.remove} />
        <PayOrder />
      </div>
      {problem === null ? null : (
        <Notice tone="danger" testId="pay-problem">
          {problem}
        </Notice>
      )}
      <div className="pay-quick">
        <Button large onPress={payment.exact} disabled={busy || due === 0} keyHint="F10" testId="pay-cash-exact">
          {text('cashExact')}
        </Button>
        {quickAmounts(due).map((amount) => (
          <Button key={amount} large onPress={() => payment.confirm(amount)} disabled={busy} testId={`quick-${amount}`}>
            <Money amount={amount} />
          </Button>
        ))}
      </div>
    </section>
  )
}
