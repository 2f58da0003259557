import * as v from 'valibot'
import { localNameSchema } from '../catalog/catalog.ts'
import { fenBetween, fenSchema, quantitySchema } from '../money/fen-schema.ts'

/** A random id made by the till: 26 characters of Crockford's base 32. */
export const idSchema = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/))

const noteSchema = v.pipe(v.string(), v.maxLength(120))

const shareSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))

/**
 * A rebate: basis points of the amount it applies to (1000 = 10 %), or an amount in fen. `by` is who allowed it. Where
 * that was a manager, `approvedBp` is the share of that amount up to which it was allowed.
 */
export const discountSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('percent'),
    bp: shareSchema,
    by: v.string(),
    approvedBp: v.optional(shareSchema),
  }),
  v.strictObject({
    kind: v.literal('amount'),
    fen: fenBetween(1, 999_999_999),
    by: v.string(),
    approvedBp: v.optional(shareSchema),
  }),
])
export type Discount = v.InferOutput<typeof discountSchema>

/** A modifier as it was chosen, with its name and price in fen at that moment. */
export const chosenModifierSchema = v.strictObject({
  group: v.string(),
  id: v.string(),
  name: localNameSchema,
  price: fenSchema,
})
export type ChosenModifier = v.InferOutput<typeof chosenModifierSchema>

/** One line of an order, carrying name, price and class as they were when it was rung up. `unitPrice` excludes modifiers. */
export const orderLineSchema = v.strictObject({
  lineId: idSchema,
  sku: v.string(),
  name: localNameSchema,
  category: v.string(),
  unit: localNameSchema,
  unitPrice: fenBetween(0, 99_999_999),
  quantity: quantitySchema,
  modifiers: v.array(chosenModifierSchema),
  note: noteSchema,
  discount: v.nullable(discountSchema),
})
export type OrderLine = v.InferOutput<typeof orderLineSchema>

/** A dish as the kitchen was told of it: by the line it stands on, for one station. */
export const kitchenLineSchema = v.strictObject({
  lineId: idSchema,
  name: localNameSchema,
  unit: localNameSchema,
  quantity: quantitySchema,
  modifiers: v.array(localNameSchema),
  note: noteSchema,
  station: v.pipe(v.string(), v.maxLength(20)),
})
export type KitchenLine = v.InferOutput<typeof kitchenLineSchema>

/** Eaten here or taken away. */
export const diningSchema = v.picklist(['dine_in', 'takeaway'])

/**
 * An order before it is paid: a draft, kept durably, but not yet a sale. At most 300 lines. `removed` is what was taken off
 * it again, at list price: the journal tells of it when the order is sold or given up. `sent` is what the kitchen knows,
 * after how many sends; `checks` how many guest checks were printed.
 */
export const orderSchema = v.strictObject({
  orderId: idSchema,
  dining: diningSchema,
  table: v.pipe(v.string(), v.maxLength(12)),
  guests: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
  note: noteSchema,
  lines: v.pipe(v.array(orderLineSchema), v.maxLength(300)),
  discount: v.nullable(discountSchema),
  removed: v.optional(v.pipe(v.array(orderLineSchema), v.maxLength(100))),
  sent: v.optional(
    v.strictObject({
      round: v.pipe(v.number(), v.integer(), v.minValue(1)),
      lines: v.pipe(v.array(kitchenLineSchema), v.maxLength(400)),
    }),
  ),
  checks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type Order = v.InferOutput<typeof orderSchema>

/** An order with nothing on it. */
export const emptyOrder = (orderId: string): Order => ({
  orderId,
  dining: 'dine_in',
  table: '',
  guests: 0,
  note: '',
  lines: [],
  discount: null,
})
