import * as v from 'valibot'
import { localNameSchema } from '../catalog/catalog.ts'
import { fenBetween, quantitySchema } from '../money/fen-schema.ts'
import { orderLineSchema } from '../sale/order.ts'

/** A line as sold: the order line with what it came to, in fen (see PricedLine). */
export const soldLineSchema = v.strictObject({
  ...orderLineSchema.entries,
  list: fenBetween(0, 1e12),
  lineDiscount: fenBetween(0, 1e12),
  orderDiscount: fenBetween(0, 1e12),
  payable: fenBetween(0, 1e12),
  net: fenBetween(0, 1e12),
  tax: fenBetween(0, 1e12),
})
export type SoldLine = v.InferOutput<typeof soldLineSchema>

/** What was taken off an order before it was sold or given up: how much of which item, and what that came to at list price. */
export const removedLineSchema = v.strictObject({
  sku: v.string(),
  name: localNameSchema,
  quantity: quantitySchema,
  list: fenBetween(0, 1e12),
})
export type RemovedLine = v.InferOutput<typeof removedLineSchema>
