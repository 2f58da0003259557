import { useEffect, useState } from 'react'
import type { EntryOf } from '../../../shared/journal/entry.ts'
import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { saleAt } from '../../till/refund-sale.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { BuyerForm } from './buyer-form.tsx'
import { InvoiceAmounts } from './invoice-amounts.tsx'
import './invoice.css'

/** Records and queues the request for an invoice of one sale; it says that nothing here issues one. */
export const InvoiceScreen = () => {
  const text = useText()
  const journal = useJournal()
  const place = useTill((till) => till.subject ?? till.done)
  const [sale, setSale] = useState<EntryOf<'SALE'> | null>(null)
  useEffect(() => {
    let current = true
    void (place === null ? Promise.resolve(null) : saleAt(journal, place)).then((found) => {
      if (current) setSale(found?.entry ?? null)
    })
    return () => {
      current = false
    }
  }, [journal, place])
  return (
    <main className="page invoice">
      <div className="row row-between">
        <h1>{text('invoiceTitle')}</h1>
        <Button onPress={() => go('today', place)} testId="invoice-back">
          {text('back')}
        </Button>
      </div>
      <Notice testId="invoice-not-connected">{text('invoiceNotConnected')}</Notice>
      {sale === null ? (
        <p className="soft">{text('invoice_not_a_sale')}</p>
      ) : (
        <div className="invoice-columns">
          <BuyerForm epoch={sale.epoch} seq={sale.seq} />
          <InvoiceAmounts sale={sale.body} />
        </div>
      )}
    </main>
  )
}
