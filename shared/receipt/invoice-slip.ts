import type { EntryOf } from '../journal/entry.ts'
import {
  amountRow,
  footing,
  guestHeading,
  guestLines,
  labelled,
  labelledFreely,
  money,
  netAndTax,
  originalSale,
  type Proof,
  type ReceiptContext,
} from './parts.ts'
import type { Block, Receipt } from './receipt.ts'
import { scanBlocks } from './scan-to-invoice.ts'
import { PLAIN_SLIP } from './slip-template.ts'
import { type ReceiptLanguage, sayIn } from './words.ts'

/** Whoever books a slip reads Chinese: an English one says it in both, neither smaller than the other. */
const notAnInvoice = (language: ReceiptLanguage): Block[] => {
  const said =
    language === 'en' ? [sayIn('en')('notAnInvoice'), sayIn('zh')('notAnInvoice')] : [sayIn(language)('notAnInvoice')]
  return said.map((words) => ({ kind: 'text', ...words, align: 'center', bold: true }))
}

/** The code of the restaurant's page for invoices; without a page, or without a token for it, what to do instead. */
const howToGetIt = ({ language, template = PLAIN_SLIP }: ReceiptContext, token: string | null): Block[] => {
  const say = sayIn(language)
  if (template.invoicePage === undefined || token === null) {
    return [{ kind: 'text', ...say('noInvoicePage'), align: 'center', bold: true }]
  }
  return [{ kind: 'feed', lines: 1 }, ...scanBlocks(template.invoicePage, token, say('scanToFollow'))]
}

/**
 * The guest's slip for an invoice request. It says that it is no invoice, and bears no number that a tax office would give.
 * `token`: the signed token of the sale, for the restaurant's page; null where the journal does not hold the sale.
 */
export const invoiceSlip = (
  entry: EntryOf<'INVOICE_REQUESTED'>,
  proof: Proof,
  context: ReceiptContext,
  token: string | null,
): Receipt => {
  const { language } = context
  const say = sayIn(language)
  const { body } = entry
  return {
    blocks: [
      ...guestHeading(context, say('invoiceTitle')),
      ...notAnInvoice(language),
      { kind: 'text', ...say('queued'), align: 'center' },
      { kind: 'rule' },
      labelled(say('requestNo'), body.requestNo),
      ...originalSale(body, say),
      ...guestLines(entry.at, null, context),
      { kind: 'rule' },
      labelledFreely(say('buyer'), body.buyer.name),
      body.buyer.taxpayerId === null
        ? { kind: 'text', ...say((labels) => `${labels.taxpayerId} ${labels.individual}`) }
        : labelled(say('taxpayerId'), body.buyer.taxpayerId),
      labelled(say('content'), say('catering').text),
      { kind: 'rule' },
      ...netAndTax(body, say),
      amountRow(say('priceAndTax'), money(body.total), true),
      labelled(say('capitals'), body.capitals),
      { kind: 'rule' },
      ...howToGetIt(context, token),
      ...footing(entry.seq, proof, context),
    ],
  }
}
