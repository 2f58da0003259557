import * as v from 'valibot'
import { type DotImage, rowBytes } from '../escpos/dot-image.ts'
import { checkTaxpayerId } from '../invoice/uscc.ts'
import type { Block } from './receipt.ts'
import { RECEIPT_LANGUAGES, type Say, withValue } from './words.ts'

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

/** A telephone number as a guest dials it. */
export const phoneSchema = v.pipe(v.string(), v.maxLength(30), v.regex(/^\+?\d[\d ()/-]*\d$/))

/** A taxpayer id whose check character is right. */
export const ownTaxIdSchema = v.pipe(
  v.string(),
  v.check((id) => checkTaxpayerId(id).ok, 'no taxpayer id'),
)

/** Where guests ask for their invoices; ASCII, so that it stays small as a QR code, and nothing after a #, which is no page. */
export const invoicePageSchema = v.pipe(
  v.string(),
  v.maxLength(120),
  v.regex(/^https:\/\/[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?([/?][!"$-~]*)?$/),
)

/** Lines that a restaurant may leave out. The total, the receipt's number and its short hash are none of them. */
export const OPTIONAL_LINES = ['phone', 'taxId', 'staff', 'place', 'tax', 'foot'] as const
export type OptionalLine = (typeof OPTIONAL_LINES)[number]

/** What a restaurant puts on its slips: in which language they are, what stands at the head and at the foot, what is left out. */
export const slipTemplateSchema = v.strictObject({
  logo: v.nullable(logoSchema),
  head: v.pipe(v.array(lineSchema), v.maxLength(6)),
  foot: v.pipe(v.array(lineSchema), v.maxLength(6)),
  phone: v.optional(phoneSchema),
  taxId: v.optional(ownTaxIdSchema),
  hidden: v.optional(v.pipe(v.array(v.picklist(OPTIONAL_LINES)), v.maxLength(OPTIONAL_LINES.length))),
  /** Of all that is not for the kitchen; absent: that of the screens. */
  language: v.optional(v.picklist(RECEIPT_LANGUAGES)),
  /** Of tickets for the kitchen; absent: as the other slips. */
  kitchenLanguage: v.optional(v.picklist(RECEIPT_LANGUAGES)),
  invoicePage: v.optional(invoicePageSchema),
})
export type SlipTemplate = v.InferOutput<typeof slipTemplateSchema>

/** Nothing but what every slip has. */
export const PLAIN_SLIP: SlipTemplate = { logo: null, head: [], foot: [] }

/** Whether a line is on guests' slips. */
export const shows = ({ hidden = [] }: SlipTemplate, line: OptionalLine): boolean => !hidden.includes(line)

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
  logo === null
    ? []
    : [
        { kind: 'image', image: imageOf(logo), align: 'center' },
        { kind: 'gap', dots: 8 },
      ]

/** Lines in the middle of the paper. */
export const centredLines = (lines: readonly string[]): Block[] =>
  lines.map((text) => ({ kind: 'text', text, align: 'center' }))

/** The restaurant's own lines, telephone and taxpayer id, under its name. */
export const headLines = (template: SlipTemplate, say: Say): Block[] => {
  const { head, phone, taxId } = template
  const named = [
    ...(phone !== undefined && shows(template, 'phone') ? [withValue(say('phone'), phone)] : []),
    ...(taxId !== undefined && shows(template, 'taxId') ? [withValue(say('ownTaxId'), taxId)] : []),
  ]
  return [...centredLines(head), ...named.map((words): Block => ({ kind: 'text', ...words, align: 'center' }))]
}

/** The restaurant's last lines, or thanks where it has none. */
export const footLines = (template: SlipTemplate, say: Say): Block[] => {
  if (!shows(template, 'foot')) return []
  if (template.foot.length > 0) return centredLines(template.foot)
  return [{ kind: 'text', ...say('thanks'), align: 'center' }]
}
