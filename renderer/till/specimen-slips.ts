import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { toCapitals } from '../../shared/invoice/capitals.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import { unsentOf } from '../../shared/kitchen/kitchen-order.ts'
import { ONE } from '../../shared/money/quantity.ts'
import { invoiceSlip } from '../../shared/receipt/invoice-slip.ts'
import { kitchenTicket } from '../../shared/receipt/kitchen-ticket.ts'
import type { LocalInstant } from '../../shared/receipt/local-time.ts'
import type { ReceiptContext } from '../../shared/receipt/parts.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'
import { saleReceipt } from '../../shared/receipt/sale-receipt.ts'
import { saleQrData } from '../../shared/receipt/sale-token.ts'
import { emptyOrder, type Order } from '../../shared/sale/order.ts'
import { priceOrder } from '../../shared/sale/price-order.ts'
import { settle } from '../../shared/sale/tender.ts'
import { saleBody } from './complete-sale.ts'
import { addItem } from './order-lines.ts'

/** The slips that a template can be looked at on. */
export const SPECIMENS = ['receipt', 'kitchen', 'invoice'] as const
export type Specimen = (typeof SPECIMENS)[number]

const DISHES = ['1001', '1101', '2001']
const ORDER_ID = '00000000000000000000000000'
const HASH = '0'.repeat(64)
/** As long as a real one, so that the code is as large as it will be. */
const SIGNATURE = `${'A'.repeat(86)}==`

const ring = (order: Order, sku: string, index: number): Order => {
  const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
  const added = item && addItem(order, item, [], ONE, `0000000000000000000000000${index}`)
  return added?.order ?? order
}

const ORDER = DISHES.reduce(ring, { ...emptyOrder(ORDER_ID), table: '12', guests: 2 })

const header = ({ utc, offset }: LocalInstant) => ({
  ...{ v: 1 as const, till: '0'.repeat(32), epoch: 1, seq: 1, prev: HASH, by: null, shift: null },
  at: { utc, offset, boot: '', mono: 0 },
})

/** A sale that nobody made, to show what a receipt looks like; it belongs to no till and goes into no journal. */
export const specimenSale = (at: LocalInstant): EntryOf<'SALE'> => {
  const priced = priceOrder(ORDER, 100)
  const settled = settle(priced.total, [{ kind: 'wechat', amount: priced.total }])
  if (!settled.ok) throw new Error(`the specimen cannot be paid: ${settled.reason}`)
  const named = { receiptNo: '01-20260101-0001', businessDate: '2026-01-01' }
  return { ...header(at), ...saleBody(ORDER, priced, settled.value, named) }
}

const specimenInvoice = ({ till, epoch, seq, body, ...rest }: EntryOf<'SALE'>): EntryOf<'INVOICE_REQUESTED'> => ({
  ...{ ...rest, till, epoch, seq, kind: 'INVOICE_REQUESTED' },
  body: {
    requestNo: ORDER_ID,
    of: { till, epoch, seq, hash: HASH },
    receiptNo: body.receiptNo,
    buyer: { name: '样例科技有限公司', taxpayerId: '91110108551385082Q' },
    ...{ rateBp: body.rateBp, total: body.total, net: body.net, tax: body.tax },
    capitals: toCapitals(body.total),
    state: 'queued',
  },
})

/** One of the specimens on paper. */
export const specimenOf = (
  specimen: Specimen,
  at: LocalInstant,
  given: Omit<ReceiptContext, 'stationName'>,
): Receipt => {
  const context: ReceiptContext = { ...given, stationName: () => ({ zh: '热菜', en: 'Hot' }) }
  const sale = specimenSale(at)
  const proof = { hash: HASH, signature: SIGNATURE }
  if (specimen === 'receipt') return saleReceipt(sale, proof, context)
  if (specimen === 'invoice') return invoiceSlip(specimenInvoice(sale), proof, context, saleQrData(sale, proof))
  const kitchen = unsentOf(ORDER, () => 'hot') ?? { round: 1, added: [], cancelled: [] }
  return kitchenTicket(sale, kitchen, { ticket: 'make', station: 'hot' }, proof, context)
}
