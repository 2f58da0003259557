import type { EntryOf } from '../journal/entry.ts'
import { negateFen } from '../money/fen.ts'
import {
  amountRow,
  footing,
  guestHeading,
  guestLines,
  guestTax,
  labelled,
  labelledFreely,
  money,
  type Proof,
  type ReceiptContext,
  totalRow,
} from './parts.ts'
import type { Block, Receipt } from './receipt.ts'
import { saleQrData } from './sale-token.ts'
import { scanBlocks } from './scan-to-invoice.ts'
import { footLines, PLAIN_SLIP } from './slip-template.ts'
import { soldLines } from './sold-lines.ts'
import { type Say, sayIn } from './words.ts'

type Sale = EntryOf<'SALE'>

const amounts = ({ body }: Sale, say: Say): Block[] => [
  { kind: 'rule' },
  ...(body.discount === 0
    ? []
    : [amountRow(say('subtotal'), money(body.subtotal)), amountRow(say('discount'), money(negateFen(body.discount)))]),
  ...totalRow(say('total'), body.total),
  ...body.tenders.map((tender) => amountRow(say(tender.kind), money(tender.amount))),
  ...(body.change === 0 ? [] : [amountRow(say('change'), money(body.change))]),
]

/** The guest's receipt for a sale. It is no invoice and carries no number that looks like one. */
export const saleReceipt = (entry: Sale, proof: Proof, context: ReceiptContext): Receipt => {
  const say = sayIn(context.language)
  const { body } = entry
  const { template = PLAIN_SLIP } = context
  const token = saleQrData(entry, { hash: proof.hash, signature: proof.signature ?? null })
  return {
    blocks: [
      ...guestHeading(context),
      labelled(say('receiptNo'), body.receiptNo),
      ...guestLines(entry.at, body, context),
      { kind: 'rule' },
      ...soldLines(body.lines, context.language),
      ...(body.note === '' ? [] : [labelledFreely(say('note'), body.note, ': ')]),
      ...amounts(entry, say),
      ...guestTax(body, context),
      { kind: 'feed', lines: 1 },
      ...(template.invoicePage === undefined
        ? [{ kind: 'qr', data: token } as const]
        : scanBlocks(template.invoicePage, token, say('scanToInvoice'))),
      ...footLines(template, say),
      ...footing(entry.seq, proof, context),
    ],
  }
}
