import * as v from 'valibot'
import { localNameSchema } from '../catalog/catalog.ts'
import { type Quantity, quantity } from '../money/quantity.ts'
import { type KitchenLine, kitchenLineSchema, type Order, type OrderLine } from '../sale/order.ts'

/** What one send tells the kitchen: dishes to make and dishes not to make any more. `round` counts an order's sends from 1. */
export const kitchenOrderSchema = v.strictObject({
  round: v.pipe(v.number(), v.integer(), v.minValue(1)),
  added: v.pipe(v.array(kitchenLineSchema), v.maxLength(300)),
  cancelled: v.pipe(v.array(kitchenLineSchema), v.maxLength(400)),
})
export type KitchenOrder = v.InferOutput<typeof kitchenOrderSchema>

/** The station that cooks a category; null where nobody in the kitchen needs to know. */
export type StationOf = (category: string) => string | null

/** A station of the kitchen: which categories it cooks. */
export const stationSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,20}$/)),
  name: localNameSchema,
  categories: v.array(v.string()),
  /** The id of its printer; absent: the one for receipts. */
  printer: v.optional(v.string()),
})
export type Station = v.InferOutput<typeof stationSchema>

/** Looks a category up among the stations. */
export const stationOfCategory =
  (stations: readonly Station[]): StationOf =>
  (category) =>
    stations.find(({ categories }) => categories.includes(category))?.id ?? null

const kitchenLine = ({ lineId, name, unit, modifiers, note }: OrderLine, station: string, count: Quantity) => ({
  lineId,
  name,
  unit,
  note,
  station,
  quantity: count,
  modifiers: modifiers.map((modifier) => modifier.name),
})

/** Whether the kitchen would make the same dish for both. */
const isSameDish = (one: KitchenLine, other: KitchenLine): boolean =>
  one.note === other.note &&
  one.modifiers.length === other.modifiers.length &&
  one.modifiers.every((name, index) => name.zh === other.modifiers[index]?.zh)

const changesOf = (line: OrderLine, before: KitchenLine | undefined, stationOf: StationOf) => {
  const station = before?.station ?? stationOf(line.category)
  if (station === null) return { added: [], cancelled: [] }
  const now = kitchenLine(line, station, line.quantity)
  if (before === undefined) return { added: [now], cancelled: [] }
  if (!isSameDish(now, before)) return { added: [now], cancelled: [before] }
  const more = now.quantity - before.quantity
  if (more > 0) return { added: [{ ...now, quantity: quantity(more) }], cancelled: [] }
  return { added: [], cancelled: more < 0 ? [{ ...now, quantity: quantity(-more) }] : [] }
}

/**
 * What the kitchen does not know yet of an order; null where it knows all. A dish that changed is cancelled as it was and
 * made as it is.
 */
export const unsentOf = (order: Order, stationOf: StationOf): KitchenOrder | null => {
  const sent = order.sent?.lines ?? []
  const changes = order.lines.map((line) =>
    changesOf(
      line,
      sent.find(({ lineId }) => lineId === line.lineId),
      stationOf,
    ),
  )
  const gone = sent.filter(({ lineId }) => !order.lines.some((line) => line.lineId === lineId))
  const added = changes.flatMap((change) => change.added)
  const cancelled = [...changes.flatMap((change) => change.cancelled), ...gone]
  if (added.length === 0 && cancelled.length === 0) return null
  return { round: (order.sent?.round ?? 0) + 1, added, cancelled }
}

/** Takes back all that the kitchen was told of an order; null where it was told nothing. */
export const takeBackOf = (order: Order): KitchenOrder | null => unsentOf({ ...order, lines: [] }, () => null)

const without = (lines: readonly KitchenLine[], { lineId, quantity: less }: KitchenLine): KitchenLine[] =>
  lines.flatMap((line) => {
    if (line.lineId !== lineId) return [line]
    return line.quantity > less ? [{ ...line, quantity: quantity(line.quantity - less) }] : []
  })

const including = (lines: readonly KitchenLine[], added: KitchenLine): KitchenLine[] => {
  const known = lines.find(({ lineId }) => lineId === added.lineId)
  if (known === undefined) return [...lines, added]
  const both = { ...added, quantity: quantity(known.quantity + added.quantity) }
  return lines.map((line) => (line === known ? both : line))
}

/** An order after the kitchen was told. */
export const afterSending = (order: Order, { round, added, cancelled }: KitchenOrder): Order => {
  const left = cancelled.reduce<readonly KitchenLine[]>(without, order.sent?.lines ?? [])
  return { ...order, sent: { round, lines: [...added.reduce<readonly KitchenLine[]>(including, left)] } }
}

/** The kitchen's part of an entry that also does something else; no field at all where there is nothing to tell. */
export const kitchenPart = (kitchen: KitchenOrder | null): { readonly kitchen?: KitchenOrder } =>
  kitchen === null ? {} : { kitchen }

/** The stations that some lines go to, in the order in which they first appear. */
export const stationsIn = (lines: readonly KitchenLine[]): string[] => [...new Set(lines.map(({ station }) => station))]
