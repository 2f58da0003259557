import type { Item } from '../../shared/catalog/catalog.ts'
import { ONE, type Quantity, quantity } from '../../shared/money/quantity.ts'
import type { ChosenModifier, Discount, Order, OrderLine } from '../../shared/sale/order.ts'

/** At most this many thousandths on one line, and this many lines on one order; see orderSchema. */
export const MAX_QUANTITY = 9_999_000
const MAX_LINES = 300

const isSame = (line: OrderLine, item: Item, modifiers: readonly ChosenModifier[]): boolean =>
  line.sku === item.sku &&
  line.unitPrice === item.price &&
  line.note === '' &&
  line.discount === null &&
  hasModifiers(line, modifiers)

/** Whether a line has these modifiers and no others, in the picker's order. */
export const hasModifiers = (line: OrderLine, modifiers: readonly ChosenModifier[]): boolean =>
  line.modifiers.length === modifiers.length &&
  line.modifiers.every((one, index) => one.group === modifiers[index]?.group && one.id === modifiers[index]?.id)

/**
 * Rings up an item. The same item with the same modifiers counts up its last line, if that has no note and no discount of its own;
 * otherwise a line with `lineId` is added. Answers the line that it went to, or null where the order is full.
 */
export const addItem = (
  order: Order,
  item: Item,
  modifiers: readonly ChosenModifier[],
  count: Quantity,
  lineId: string,
): { readonly order: Order; readonly lineId: string } | null => {
  const last = order.lines.at(-1)
  if (last !== undefined && isSame(last, item, modifiers) && last.quantity + count <= MAX_QUANTITY) {
    return { order: setQuantity(order, last.lineId, quantity(last.quantity + count)), lineId: last.lineId }
  }
  if (order.lines.length >= MAX_LINES) return null
  const line: OrderLine = {
    lineId,
    sku: item.sku,
    name: item.name,
    category: item.category,
    unit: item.unit,
    unitPrice: item.price,
    quantity: count,
    modifiers: [...modifiers],
    note: '',
    discount: null,
  }
  return { order: { ...order, lines: [...order.lines, line] }, lineId }
}

const changeLine = (order: Order, lineId: string, change: (line: OrderLine) => OrderLine): Order => ({
  ...order,
  lines: order.lines.map((line) => (line.lineId === lineId ? change(line) : line)),
})

/** Sets the quantity of a line; nothing or less removes it, more than fits is refused. */
export const setQuantity = (order: Order, lineId: string, count: Quantity): Order => {
  if (count <= 0) return removeLine(order, lineId)
  if (count > MAX_QUANTITY) return order
  return changeLine(order, lineId, (line) => ({ ...line, quantity: count }))
}

/** One portion more (+1) or less (-1); the last one less removes the line. */
export const stepQuantity = (order: Order, lineId: string, step: 1 | -1): Order => {
  const line = order.lines.find((one) => one.lineId === lineId)
  return line === undefined ? order : setQuantity(order, lineId, quantity(line.quantity + step * ONE))
}

/** The order without a line. */
export const removeLine = (order: Order, lineId: string): Order => ({
  ...order,
  lines: order.lines.filter((line) => line.lineId !== lineId),
})

/** Text that a journal entry and a printer accept: well-formed, no control characters, at most `limit` characters. */
export const cleanText = (text: string, limit: number): string =>
  Array.from(
    text
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim(),
  )
    .reduce((kept, character) => (kept.length + character.length > limit ? kept : kept + character), '')
    .trim()

/** Sets the note of a line, cleaned and at most 120 characters long. */
export const setLineNote = (order: Order, lineId: string, note: string): Order =>
  changeLine(order, lineId, (line) => ({ ...line, note: cleanText(note, 120) }))

/** Sets a line's modifiers, in the order in which the picker shows them. */
export const setLineModifiers = (order: Order, lineId: string, modifiers: readonly ChosenModifier[]): Order =>
  changeLine(order, lineId, (line) => ({ ...line, modifiers: [...modifiers] }))

/** Sets or takes back the discount of a line. */
export const setLineDiscount = (order: Order, lineId: string, discount: Discount | null): Order =>
  changeLine(order, lineId, (line) => ({ ...line, discount }))

/** Sets or takes back the discount of the whole order. */
export const setOrderDiscount = (order: Order, discount: Discount | null): Order => ({ ...order, discount })

/** The line above (-1) or below (+1) the selected one; the first or last where none is selected. */
export const neighbourLine = (order: Order, selected: string | null, step: 1 | -1): string | null => {
  const at = order.lines.findIndex((line) => line.lineId === selected)
  const next = at === -1 ? (step === 1 ? 0 : order.lines.length - 1) : at + step
  return (order.lines[Math.min(Math.max(next, 0), order.lines.length - 1)] ?? null)?.lineId ?? null
}
