import * as v from 'valibot'
import { type DotImage, rowBytes } from '../escpos/dot-image.ts'
import type { Block } from './receipt.ts'

/** What the narrowest printer's paper (384 dots) shows with a margin. */
export const LOGO_MOST_DOTS = 320

/** A picture in dots as the settings keep it: rows as DotImage has them, in hex. */
const logoSchema = v.pipe(
  v.strictObject({
    width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LOGO_MOST_DOTS)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LOGO_MOST_DOTS)),
    rows: v.pipe(v.string(), v.regex(/^([0-9a-f]{2})+$/)),
  }),
  v.check(({ width, height, rows }) => rows.length === 2 * rowBytes(width) * height, 'rows do not fit the size'),
)

const lineSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(60), v.regex(/^[^\p{Cc}]*$/u))

/** What a restaurant puts on the slips that guests get: a logo and lines at the head, lines at the foot. */
export const slipTemplateSchema = v.strictObject({
  logo: v.nullable(logoSchema),
  head: v.pipe(v.array(lineSchema), v.maxLength(6)),
  foot: v.pipe(v.array(lineSchema), v.maxLength(6)),
})
export type SlipTemplate = v.InferOutput<typeof slipTemplateSchema>

/** Nothing but what every slip has. */
export const PLAIN_SLIP: SlipTemplate = { logo: null, head: [], foot: [] }

/** A picture as the settings keep it. */
export const logoOf = ({ width, height, rows }: DotImage): NonNullable<SlipTemplate['logo']> => ({
  width,
  height,
  rows: [...rows].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
})

const imageOf = ({ width, height, rows }: NonNullable<SlipTemplate['logo']>): DotImage => ({
  width,
  height,
  rows: Uint8Array.from(rows.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
})

/** The logo, above the restaurant's name. */
export const logoBlocks = ({ logo }: SlipTemplate): Block[] =>
  logo === null ? [] : [{ kind: 'image', image: imageOf(logo), align: 'center' }]

/** Lines in the middle of the paper. */
export const centredLines = (lines: readonly string[]): Block[] =>
  lines.map((text) => ({ kind: 'text', text, align: 'center' }))
