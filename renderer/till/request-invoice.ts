import { toCapitals } from '../../shared/invoice/capitals.ts'
import { checkTaxpayerId } from '../../shared/invoice/uscc.ts'
import type { CommitRefusal, Journal, Place } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { cleanText } from './order-lines.ts'
import { refTo, saleAt } from './refund-sale.ts'
import { useTill } from './till.ts'

/** Who the invoice is for, as typed. */
export type Buyer = { readonly name: string; readonly taxpayerId: string }

/** What is wrong with a buyer as typed; the last three are of the taxpayer id. */
export type BuyerProblem = 'no_name' | 'wrong_length' | 'bad_character' | 'bad_check_character'

/** A taxpayer id as it would stand on an invoice: no spaces, upper case. */
export const normalTaxpayerId = (typed: string): string => typed.replace(/\s/g, '').toUpperCase()

/** `older_id`: 15, 17 or 20 characters, which carry no check character; to be compared by eye. A person needs no id. */
export const checkBuyer = ({
  name,
  taxpayerId,
}: Buyer): { ok: true; warning: 'older_id' | null } | { ok: false; reason: BuyerProblem } => {
  if (cleanText(name, 100) === '') return { ok: false, reason: 'no_name' }
  const id = normalTaxpayerId(taxpayerId)
  if (id === '') return { ok: true, warning: null }
  const checked = checkTaxpayerId(id)
  return checked.ok ? { ok: true, warning: checked.kind === 'other' ? 'older_id' : null } : checked
}

/** Why no invoice was asked for. */
export type InvoiceRefusal = BuyerProblem | CommitRefusal | 'not_signed_in' | 'not_a_sale' | 'refunded' | 'nothing_paid'

/** Queues one invoice request for a sale, for what was paid and nothing else. A second one finds the first: `already`. */
export const requestInvoice = async (
  journal: Journal,
  place: Place,
  buyer: Buyer,
): Promise<{ ok: true; already: boolean } | { ok: false; reason: InvoiceRefusal; detail: string }> => {
  const { staff, shift } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  const checked = checkBuyer(buyer)
  if (!checked.ok) return { ...checked, detail: '' }
  const [sale, row] = await Promise.all([saleAt(journal, place), journal.saleAt(place)])
  if (sale === null || row === null) return { ok: false, reason: 'not_a_sale', detail: `${place.epoch}.${place.seq}` }
  if (row.refundedBy !== null) return { ok: false, reason: 'refunded', detail: String(row.refundedBy) }
  const { receiptNo, rateBp, total, net, tax } = sale.entry.body
  if (total === 0) return { ok: false, reason: 'nothing_paid', detail: '' }
  const id = normalTaxpayerId(buyer.taxpayerId)
  const result = await journal.commit(
    {
      kind: 'INVOICE_REQUESTED',
      body: {
        requestNo: newId(),
        of: refTo(sale),
        receiptNo,
        buyer: { name: cleanText(buyer.name, 100), taxpayerId: id === '' ? null : id },
        rateBp,
        total,
        net,
        tax,
        capitals: toCapitals(total),
        state: 'queued',
      },
    },
    { by: staff.id, shift: shift?.shiftId ?? null },
  )
  return result.ok ? { ok: true, already: result.already } : result
}
