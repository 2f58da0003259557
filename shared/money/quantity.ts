import { type Fen, fen, multiplyDivide } from './fen.ts'

declare const quantityBrand: unique symbol

/** A quantity in thousandths (1 portion = 1000, 0.25 kg = 250), an integer. */
export type Quantity = number & { readonly [quantityBrand]: true }

/** One portion. */
export const ONE = 1000 as Quantity

/** Brands an integer number of thousandths. Throws RangeError on anything else. */
export const quantity = (thousandths: number): Quantity => {
  if (!Number.isSafeInteger(thousandths)) throw new RangeError(`not an integer quantity: ${thousandths}`)
  return thousandths as Quantity
}

/** Unit price x quantity in fen, rounded half away from zero. */
export const extendPrice = (unitPrice: Fen, count: Quantity): Fen => fen(multiplyDivide(unitPrice, count, 1000))

/** '2', '0.25', '1.5': no trailing zeros, no thousands mark. */
export const formatQuantity = (count: Quantity): string => {
  const magnitude = Math.abs(count)
  const fraction = String(magnitude % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${count < 0 ? '-' : ''}${Math.trunc(magnitude / 1000)}${fraction === '' ? '' : `.${fraction}`}`
}

/** Reads what a person typed as a quantity: positive, at most three decimals, at most 9999. */
export const parseQuantity = (
  text: string,
): { ok: true; value: Quantity } | { ok: false; reason: 'not_a_number' | 'not_positive' | 'too_large' } => {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text.trim())
  if (!match) return { ok: false, reason: 'not_a_number' }
  const value = Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
  if (value <= 0) return { ok: false, reason: 'not_positive' }
  return value > 9_999_000 ? { ok: false, reason: 'too_large' } : { ok: true, value: quantity(value) }
}
