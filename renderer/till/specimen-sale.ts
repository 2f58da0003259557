import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import { ONE } from '../../shared/money/quantity.ts'
import type { LocalInstant } from '../../shared/receipt/local-time.ts'
import { emptyOrder, type Order } from '../../shared/sale/order.ts'
import { priceOrder } from '../../shared/sale/price-order.ts'
import { settle } from '../../shared/sale/tender.ts'
import { saleBody } from './complete-sale.ts'
import { addItem } from './order-lines.ts'

const DISHES = ['1001', '1101', '2001']

const ring = (order: Order, sku: string, index: number): Order => {
  const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
  const added = item && addItem(order, item, [], ONE, `0000000000000000000000000${index}`)
  return added?.order ?? order
}

/** A sale that nobody made, to show what a receipt looks like; it belongs to no till and goes into no journal. */
export const specimenSale = ({ utc, offset }: LocalInstant): EntryOf<'SALE'> => {
  const order = DISHES.reduce(ring, { ...emptyOrder('00000000000000000000000000'), table: '12', guests: 2 })
  const priced = priceOrder(order, 100)
  const settled = settle(priced.total, [{ kind: 'wechat', amount: priced.total }])
  if (!settled.ok) throw new Error(`the specimen cannot be paid: ${settled.reason}`)
  const at = { receiptNo: '01-20260101-0001', businessDate: '2026-01-01' }
  return {
    v: 1,
    till: '0'.repeat(32),
    epoch: 1,
    seq: 1,
    prev: '0'.repeat(64),
    by: null,
    shift: null,
    at: { utc, offset, boot: '', mono: 0 },
    ...saleBody(order, priced, settled.value, at),
  }
}
