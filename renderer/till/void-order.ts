import { kitchenPart, takeBackOf } from '../../shared/kitchen/kitchen-order.ts'
import { emptyOrder, type Order } from '../../shared/sale/order.ts'
import { priceOrder } from '../../shared/sale/price-order.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { cleanText } from './order-lines.ts'
import { priceIn } from './price.ts'
import { removedIn } from './removed-lines.ts'
import { useTill } from './till.ts'

const placeOf = ({ dining, table, guests }: Order) => ({ dining, table, guests })

/** Gives an order up before it is paid, with the reason and its lines in the journal. On refusal it is still there. */
export const voidOrder = async (
  journal: Journal,
  reason: string,
): Promise<{ ok: true } | { ok: false; reason: CommitRefusal | 'not_signed_in'; detail: string }> => {
  const { order, facts, shift, staff } = useTill.getState()
  if (facts === null || shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  const body = {
    orderId: order.orderId,
    ...placeOf(order),
    reason: cleanText(reason, 120),
    lines: order.lines,
    ...removedIn(order),
    ...kitchenPart(takeBackOf(order)),
    total: priceIn(order, facts, shift).total,
  }
  const result = await journal.commit({ kind: 'ORDER_VOIDED', body }, { by: staff.id, shift: shift.shiftId })
  if (!result.ok) return result
  useTill.setState({ order: emptyOrder(newId()), selected: null, tenders: [], route: 'sale' })
  return { ok: true }
}

const EMPTIED = '逐项删空 / emptied line by line'

/** The table goes on with a new order: the old one's id is settled by its void. */
const anew = ({ dining, table, guests, note }: Order): Order => ({
  ...emptyOrder(newId()),
  dining,
  table,
  guests,
  note,
})

/**
 * Gives up an order whose last line was taken off, with all that was taken off it. Where the journal does not take that,
 * it throws, and the order is back on the screen with its last line.
 */
export const voidEmptied = async (journal: Journal, before: Order, emptied: Order): Promise<void> => {
  const { staff, shift, selected, tenders } = useTill.getState()
  const next = anew(emptied)
  useTill.setState({ order: next, selected: null, tenders: [] })
  const lines = emptied.removed ?? []
  // The total has its tax in it: what the rate is makes no difference.
  const { total } = priceOrder({ ...emptied, lines, discount: null }, 0)
  const result = await journal.commit(
    {
      kind: 'ORDER_VOIDED',
      body: {
        orderId: before.orderId,
        ...placeOf(emptied),
        reason: EMPTIED,
        lines,
        ...kitchenPart(takeBackOf(emptied)),
        total,
      },
    },
    { by: staff?.id ?? null, shift: shift?.shiftId ?? null },
  )
  if (result.ok) return
  if (useTill.getState().order === next) useTill.setState({ order: before, selected, tenders })
  throw new Error(`${result.reason} ${result.detail}`)
}
