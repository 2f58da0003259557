import { useEffect, useState } from 'react'
import { type Text, useText } from '../../i18n/use-text.ts'
import type { Place } from '../../journal/journal.ts'
import { useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import {
  type Buyer,
  checkBuyer,
  type InvoiceRefusal,
  normalTaxpayerId,
  requestInvoice,
} from '../../till/request-invoice.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'

const refusalWords = (reason: InvoiceRefusal, text: Text): string => {
  switch (reason) {
    case 'no_name':
    case 'wrong_length':
    case 'bad_character':
    case 'bad_check_character':
      return text(`buyer_${reason}`)
    case 'not_a_sale':
    case 'refunded':
    case 'nothing_paid':
      return text(`invoice_${reason}`)
    default:
      return refusalText(reason, text)
  }
}

/** What can be said about the id as it is being typed; nothing while it is still too short to judge. */
const idWords = (buyer: Buyer, text: Text): { readonly good: string | null; readonly wrong: string | null } => {
  const id = normalTaxpayerId(buyer.taxpayerId)
  if (id.length < 15) return { good: null, wrong: null }
  const checked = checkBuyer({ name: '-', taxpayerId: id })
  if (!checked.ok) return { good: null, wrong: id.length < 18 ? null : text(`buyer_${checked.reason}`) }
  return { good: text(checked.warning === 'older_id' ? 'buyerOlderId' : 'buyerGood'), wrong: null }
}

type Said = { readonly tone: 'good' | 'danger' | 'attention'; readonly words: string }

/** Whether an invoice had been asked for before this screen was opened. */
const useEarlierRequest = ({ epoch, seq }: Place): boolean => {
  const journal = useJournal()
  const [earlier, setEarlier] = useState(false)
  useEffect(() => {
    void journal.saleAt({ epoch, seq }).then((row) => setEarlier(row !== null && row.invoiceSeq !== null))
  }, [journal, epoch, seq])
  return earlier
}

/** Name and taxpayer id of the buyer, checked as they are typed. A sale gets one request and no second. */
export const BuyerForm = (place: Place) => {
  const text = useText()
  const journal = useJournal()
  const earlier = useEarlierRequest(place)
  const [name, setName] = useState('')
  const [taxpayerId, setTaxpayerId] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  const { good, wrong } = idWords({ name, taxpayerId }, text)
  const settled = said !== null && said.tone !== 'danger'
  const submit = async () => {
    const result = await requestInvoice(journal, place, { name, taxpayerId })
    if (!result.ok) return setSaid({ tone: 'danger', words: refusalWords(result.reason, text) })
    setSaid(
      result.already
        ? { tone: 'attention', words: text('invoiceAlready') }
        : { tone: 'good', words: text('invoiceQueued') },
    )
  }
  if (earlier && said === null) return <Notice testId="invoice-said">{text('invoiceAlready')}</Notice>
  return (
    <section className="card stack">
      <Field label={text('buyerName')} value={name} onChange={setName} maxLength={100} autoFocus testId="buyer-name" />
      <Field
        label={text('buyerTaxpayerId')}
        value={taxpayerId}
        onChange={setTaxpayerId}
        error={wrong}
        maxLength={24}
        onSubmit={submit}
        testId="buyer-id"
      />
      {good === null ? null : (
        <p className="soft small" role="status">
          {good}
        </p>
      )}
      {said === null ? null : (
        <Notice tone={said.tone} testId="invoice-said">
          {said.words}
        </Notice>
      )}
      {settled ? null : (
        <Button kind="go" large onPress={submit} testId="invoice-queue">
          {text('invoiceQueue')}
        </Button>
      )}
    </section>
  )
}
