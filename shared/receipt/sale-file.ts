import * as v from 'valibot'
import { type EntryOf, entrySchema } from '../journal/entry.ts'
import { sumFen } from '../money/fen.ts'
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from './words.ts'

const saleFileSchema = v.strictObject({
  restaurant: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  language: v.picklist(RECEIPT_LANGUAGES),
  sample: v.optional(v.boolean(), false),
  /** Names of staff by their ids. */
  staff: v.optional(v.record(v.string(), v.string()), {}),
  /** The till's signature over the sale's token, in base64. */
  signature: v.optional(v.nullable(v.string()), null),
  sale: entrySchema,
})

/** A sale as docs/sale-file.md describes it: the journal's entry, and what its receipt says beside it. */
export type SaleFile = {
  readonly restaurant: string
  readonly language: ReceiptLanguage
  readonly sample: boolean
  readonly staff: Readonly<Record<string, string>>
  readonly signature: string | null
  readonly sale: EntryOf<'SALE'>
}

/** `detail` names the field, or the sum that is another. */
export type SaleFileRefusal = {
  readonly ok: false
  readonly reason: 'not_json' | 'not_a_sale_file' | 'sums_differ'
  readonly detail: string
}

const parseJson = (text: string): { readonly ok: true; readonly value: unknown } | SaleFileRefusal => {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, reason: 'not_json', detail: String(error) }
  }
}

/** The first sum that does not add up, in fen; null where all do. */
const wrongSum = ({ body }: EntryOf<'SALE'>): string | null => {
  const { lines, tenders, subtotal, discount, total, net, tax, paid, change } = body
  const sums: readonly (readonly [string, number, number])[] = [
    ['subtotal', subtotal, sumFen(lines.map((line) => line.list))],
    ['total', total, sumFen(lines.map((line) => line.payable))],
    ['discount', discount, subtotal - total],
    ['net', net, sumFen(lines.map((line) => line.net))],
    ['tax', tax, total - net],
    ['paid', paid, sumFen(tenders.map((tender) => tender.amount))],
    ['change', change, paid - total],
  ]
  const wrong = sums.find(([, said, sum]) => said !== sum)
  return wrong ? `sale.body.${wrong[0]} ${wrong[1]} != ${wrong[2]}` : null
}

/** Reads the text of a sale file; amounts that do not add up are refused, for no till would have printed them. */
export const readSaleFile = (text: string): { readonly ok: true; readonly value: SaleFile } | SaleFileRefusal => {
  const json = parseJson(text)
  if (!json.ok) return json
  const parsed = v.safeParse(saleFileSchema, json.value)
  if (!parsed.success) return { ok: false, reason: 'not_a_sale_file', detail: v.summarize(parsed.issues) }
  const { sale, ...around } = parsed.output
  if (sale.kind !== 'SALE') return { ok: false, reason: 'not_a_sale_file', detail: `sale.kind ${sale.kind} != SALE` }
  const wrong = wrongSum(sale)
  return wrong === null ? { ok: true, value: { ...around, sale } } : { ok: false, reason: 'sums_differ', detail: wrong }
}
