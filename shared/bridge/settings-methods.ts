import * as v from 'valibot'
import { stationSchema } from '../kitchen/kitchen-order.ts'
import { done, method, nothing, refused } from './schema-parts.ts'

/** A printer of this till. `virtual` is a simulated one: the screen and the docs say so. */
export const printerSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  kind: v.picklist(['virtual', 'tcp']),
  host: v.pipe(v.string(), v.maxLength(255)),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  profile: v.picklist(['58mm', '80mm']),
})
export type Printer = v.InferOutput<typeof printerSchema>

/** The till's settings; `cashierDiscountBp` is the most that a cashier may take off alone, in basis points. */
export const settingsSchema = v.strictObject({
  language: v.picklist(['zh', 'en']),
  theme: v.picklist(['light', 'dark', 'system']),
  cashierDiscountBp: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  printer: printerSchema,
  /** Who cooks what; absent or empty: the kitchen is told nothing by this till. */
  stations: v.optional(v.pipe(v.array(stationSchema), v.maxLength(12))),
})
export type Settings = v.InferOutput<typeof settingsSchema>

/** How the till is set up. */
export const settingsMethods = {
  'settings.read': method(nothing, settingsSchema),
  'settings.write': method(settingsSchema, v.variant('ok', [done, refused(['write_failed'])])),
} as const
