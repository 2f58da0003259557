import type { RemovedLine } from '../../shared/journal/sold-line.ts'
import type { Fen } from '../../shared/money/fen.ts'
import { extendPrice, type Quantity, quantity } from '../../shared/money/quantity.ts'
import type { Order, OrderLine } from '../../shared/sale/order.ts'
import { unitPriceOf } from '../../shared/sale/price-order.ts'
import { hasModifiers, MAX_QUANTITY } from './order-lines.ts'

/** The same dish counts up what is remembered of it; of more than a hundred different ones the cheapest go. */
const MOST_REMOVED = 100

/** A dish of which an option that costs something was taken off is another, cheaper one. */
const takenOff = (before: Order, after: Order): OrderLine[] =>
  before.lines.flatMap((line) => {
    const now = after.lines.find(({ lineId }) => lineId === line.lineId)
    const left: number = now === undefined || unitPriceOf(now) < unitPriceOf(line) ? 0 : now.quantity
    return left < line.quantity ? [{ ...line, quantity: quantity(line.quantity - left), discount: null }] : []
  })

const isSameDish = (one: OrderLine, other: OrderLine): boolean =>
  one.sku === other.sku && one.unitPrice === other.unitPrice && hasModifiers(one, other.modifiers)

const sumUpTo = (one: Quantity, other: Quantity): Quantity => quantity(Math.min(MAX_QUANTITY, one + other))

const remember = (removed: readonly OrderLine[], line: OrderLine): OrderLine[] => {
  const known = removed.find((one) => isSameDish(one, line))
  const others = removed.filter((one) => one !== known)
  return [...others, known === undefined ? line : { ...line, quantity: sumUpTo(known.quantity, line.quantity) }]
}

const listOf = (line: OrderLine): Fen => extendPrice(unitPriceOf(line), line.quantity)

const dearest = (removed: readonly OrderLine[]): OrderLine[] => {
  if (removed.length <= MOST_REMOVED) return [...removed]
  const kept = new Set(removed.toSorted((one, other) => listOf(other) - listOf(one)).slice(0, MOST_REMOVED))
  return removed.filter((line) => kept.has(line))
}

/** The order after a change, remembering every line and part of a line that the change took off it. */
export const rememberRemoved = (before: Order, after: Order): Order => {
  const gone = takenOff(before, after)
  if (gone.length === 0) return after
  return { ...after, removed: dearest(gone.reduce(remember, before.removed ?? [])) }
}

const removedLine = (line: OrderLine): RemovedLine => ({
  sku: line.sku,
  name: line.name,
  quantity: line.quantity,
  list: listOf(line),
})

/** What was taken off an order, as SALE and ORDER_VOIDED tell of it; no field at all where nothing was. */
export const removedIn = ({ removed }: Order): { readonly removed?: RemovedLine[] } =>
  removed === undefined ? {} : { removed: removed.map(removedLine) }
