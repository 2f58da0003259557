import { saleBody } from '../../renderer/till/complete-sale.ts'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headOf, type Sha256, seal } from '../../shared/journal/seal.ts'
import { fen } from '../../shared/money/fen.ts'
import { quantity } from '../../shared/money/quantity.ts'
import { emptyOrder, type Order, type OrderLine } from '../../shared/sale/order.ts'
import { priceOrder } from '../../shared/sale/price-order.ts'
import { settle } from '../../shared/sale/tender.ts'
import { NO_TOTALS } from '../../shared/shift/shift-totals.ts'

const SALES_A_DAY = 300
const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(2024, 0, 1, 3)

const idOf = (number: number): string => number.toString().padStart(26, '0')
const dateOf = (day: number): string => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)

const lineOf = (number: number, at: number): OrderLine => {
  const item = SAMPLE_MENU.items[(number * 7 + at * 13) % SAMPLE_MENU.items.length]
  if (item === undefined) throw new Error('the sample menu is empty')
  const { sku, name, category, unit, price } = item
  const lineId = idOf(number * 10 + at)
  return {
    ...{ lineId, sku, name, category, unit, unitPrice: price },
    ...{ quantity: quantity(1000), modifiers: [], note: '', discount: null },
  }
}

const saleOf = (number: number, day: number): EntryBody => {
  const lines = Array.from({ length: 3 }, (_, at) => lineOf(number, at))
  const order: Order = { ...emptyOrder(idOf(number)), lines }
  const priced = priceOrder(order, 600)
  const settled = settle(priced.total, [{ kind: 'cash', amount: priced.total }])
  if (!settled.ok) throw new Error(settled.reason)
  const businessDate = dateOf(day)
  const receiptNo = `S1-${businessDate.replaceAll('-', '')}-${String((number % SALES_A_DAY) + 1).padStart(4, '0')}`
  return saleBody(order, priced, settled.value, { receiptNo, businessDate })
}

const shiftClosed = (day: number, fromSeq: number): EntryBody => ({
  kind: 'SHIFT_CLOSED',
  body: {
    ...{ shiftId: idOf(fromSeq), businessDate: dateOf(day), z: day + 1, fromSeq, totals: NO_TOTALS },
    ...{ float: fen(0), counted: fen(0), expected: fen(0), over: fen(0) },
  },
})

/**
 * The lines of past days after a head, `count` in all: each day a shift of 300 sales of three dishes. Days and ids follow
 * from the entry's number, so that a second call goes on where the first ended.
 */
export function* pastLines(head: Head, count: number, sha256: Sha256): Generator<string, void> {
  let before = head
  let openedSeq = 0
  const put = (content: EntryBody, day: number): string => {
    const at = { utc: FIRST_DAY + day * DAY_MS + (before.seq % 36_000) * 1_000, offset: 480, boot: 'past', mono: 0 }
    const made = seal(before, content, { at, by: 'li-lei', shift: idOf(openedSeq) }, sha256)
    if (!made.ok) throw new Error(`${made.reason}: ${made.detail}`)
    before = headOf(made.value)
    return toLine(made.value)
  }
  for (const end = head.seq + count; before.seq < end; ) {
    const day = Math.trunc(before.seq / SALES_A_DAY)
    openedSeq = before.seq + 1
    const body = { shiftId: idOf(openedSeq), businessDate: dateOf(day), float: fen(0) }
    yield put({ kind: 'SHIFT_OPENED', body }, day)
    while (before.seq < end - 1 && before.seq < openedSeq + SALES_A_DAY) yield put(saleOf(before.seq, day), day)
    yield put(shiftClosed(day, openedSeq), day)
  }
}
