import * as v from 'valibot'
import {
  invoicePageSchema,
  type OptionalLine,
  ownTaxIdSchema,
  PLAIN_SLIP,
  phoneSchema,
  type SlipTemplate,
  slipTemplateSchema,
} from '../../../../shared/receipt/slip-template.ts'
import type { ReceiptLanguage } from '../../../../shared/receipt/words.ts'
import { cleanText } from '../../../till/order-lines.ts'

/** How many lines of its own a restaurant may type at the head, and at the foot. */
export const SLIP_ROWS = 3

/** How long one of them may be. */
export const SLIP_LINE_MOST = 60

/** A slip template as it is typed: every field is there, empty or not. `null`: as the screens, as the other slips. */
export type TypedSlip = {
  readonly logo: SlipTemplate['logo']
  readonly head: readonly string[]
  readonly foot: readonly string[]
  readonly phone: string
  readonly taxId: string
  readonly invoicePage: string
  readonly hidden: readonly OptionalLine[]
  readonly language: ReceiptLanguage | null
  readonly kitchenLanguage: ReceiptLanguage | null
}

/** What is typed at first: the template that is kept. */
export const typedFrom = (kept: SlipTemplate): TypedSlip => ({
  logo: kept.logo,
  head: kept.head,
  foot: kept.foot,
  phone: kept.phone ?? '',
  taxId: kept.taxId ?? '',
  invoicePage: kept.invoicePage ?? '',
  hidden: kept.hidden ?? [],
  language: kept.language ?? null,
  kitchenLanguage: kept.kitchenLanguage ?? null,
})

const CHECKED = { phone: phoneSchema, taxId: ownTaxIdSchema, invoicePage: invoicePageSchema } as const

const CHECKED_FIELDS = ['phone', 'taxId', 'invoicePage'] as const

/** A field that may be left empty, and may be typed wrong. */
export type CheckedField = (typeof CHECKED_FIELDS)[number]

const cleaned = (typed: TypedSlip, field: CheckedField): string => {
  const text = cleanText(typed[field], 120)
  return field === 'taxId' ? text.replaceAll(' ', '').toUpperCase() : text
}

/** Whether a field would not do as it is typed. */
export const isWrong = (typed: TypedSlip, field: CheckedField): boolean => {
  const text = cleaned(typed, field)
  return text !== '' && !v.is(CHECKED[field], text)
}

const linesOf = (typed: readonly string[]): string[] =>
  typed.map((line) => cleanText(line, SLIP_LINE_MOST)).filter((line) => line !== '')

/** The template as typed, without what is empty; null where it would not be one. */
export const templateFrom = (typed: TypedSlip): SlipTemplate | null => {
  const { logo, head, foot, hidden, language, kitchenLanguage } = typed
  const [phone, taxId, invoicePage] = CHECKED_FIELDS.map((field) => cleaned(typed, field))
  const template = {
    ...{ logo, head: linesOf(head), foot: linesOf(foot) },
    ...(phone && { phone }),
    ...(taxId && { taxId }),
    ...(hidden.length > 0 && { hidden: [...hidden].toSorted() }),
    ...(language && { language }),
    ...(kitchenLanguage && { kitchenLanguage }),
    ...(invoicePage && { invoicePage }),
  }
  const parsed = v.safeParse(slipTemplateSchema, template)
  return parsed.success ? parsed.output : null
}

/** The template to look at while something is typed wrong: without that. */
export const templateToShow = (typed: TypedSlip): SlipTemplate => {
  const wrong = CHECKED_FIELDS.filter((field) => isWrong(typed, field))
  return templateFrom({ ...typed, ...Object.fromEntries(wrong.map((field) => [field, ''])) }) ?? PLAIN_SLIP
}

/** Whether two templates say the same; null is no template. */
export const isSameSlip = (one: SlipTemplate | null, other: SlipTemplate): boolean =>
  JSON.stringify(one) === JSON.stringify(templateFrom(typedFrom(other)))
