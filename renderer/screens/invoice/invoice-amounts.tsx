import { toCapitals } from '../../../shared/invoice/capitals.ts'
import type { EntryOf } from '../../../shared/journal/entry.ts'
import { useText } from '../../i18n/use-text.ts'
import { Money } from '../../ui/money.tsx'

/** What the invoice will be over: the sale's own figures, which nobody can type over. */
export const InvoiceAmounts = ({ sale }: { readonly sale: EntryOf<'SALE'>['body'] }) => {
  const text = useText()
  return (
    <section className="card stack">
      <h2>{text('invoiceFor', { receiptNo: sale.receiptNo })}</h2>
      <p className="soft">{text('invoiceItem')}</p>
      <dl className="invoice-amounts">
        <dt>{text('invoiceNet')}</dt>
        <dd>
          <Money amount={sale.net} testId="invoice-net" />
        </dd>
        <dt>{text('invoiceTax', { rate: sale.rateBp / 100 })}</dt>
        <dd>
          <Money amount={sale.tax} testId="invoice-tax" />
        </dd>
        <dt>{text('invoiceTotal')}</dt>
        <dd className="invoice-total">
          <Money amount={sale.total} testId="invoice-total" />
        </dd>
        <dt>{text('invoiceCapitals')}</dt>
        <dd data-testid="invoice-capitals">{toCapitals(sale.total)}</dd>
      </dl>
    </section>
  )
}
