import * as v from 'valibot'
import { fenBetween, fenSchema } from '../money/fen-schema.ts'

/** A name in both languages of the till. */
export const localNameSchema = v.strictObject({
  zh: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  en: v.pipe(v.string(), v.maxLength(80)),
})
export type LocalName = v.InferOutput<typeof localNameSchema>

const idSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/))

/** One choice of a modifier group; `price` is added to the unit price, in fen, and may be negative. */
export const modifierSchema = v.strictObject({ id: idSchema, name: localNameSchema, price: fenSchema })
export type Modifier = v.InferOutput<typeof modifierSchema>

/** A picker of modifiers: `min` of 1 or more makes it required, `max` bounds the choices. */
export const modifierGroupSchema = v.strictObject({
  id: idSchema,
  name: localNameSchema,
  min: v.pipe(v.number(), v.integer(), v.minValue(0)),
  max: v.pipe(v.number(), v.integer(), v.minValue(1)),
  options: v.pipe(v.array(modifierSchema), v.minLength(1)),
})
export type ModifierGroup = v.InferOutput<typeof modifierGroupSchema>

/** A group of items on the Sale screen; `hue` is the angle of its colour, in degrees. */
export const categorySchema = v.strictObject({
  id: idSchema,
  name: localNameSchema,
  hue: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(359)),
})
export type Category = v.InferOutput<typeof categorySchema>

/** Something that can be sold. `price` is per unit, tax included, in fen. `barcode` is EAN-13 or EAN-8. */
export const itemSchema = v.strictObject({
  sku: v.pipe(v.string(), v.regex(/^[0-9]{3,8}$/)),
  name: localNameSchema,
  category: idSchema,
  price: fenBetween(0, 99_999_999),
  unit: localNameSchema,
  barcode: v.optional(v.pipe(v.string(), v.regex(/^([0-9]{8}|[0-9]{13})$/))),
  modifierGroups: v.array(idSchema),
  soldOut: v.optional(v.boolean()),
  favourite: v.optional(v.boolean()),
})
export type Item = v.InferOutput<typeof itemSchema>

/** A whole menu as one versioned document. `sample` menus are labelled as such on screen and on paper. */
export const catalogSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sample: v.boolean(),
  categories: v.array(categorySchema),
  modifierGroups: v.array(modifierGroupSchema),
  items: v.array(itemSchema),
})
export type Catalog = v.InferOutput<typeof catalogSchema>
