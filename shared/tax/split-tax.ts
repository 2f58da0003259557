import { type Fen, fen, multiplyDivide, subtractFen } from '../money/fen.ts'

/** A tax rate in basis points: 100 is 1 %. */
export type RateBp = number

/** A tax-inclusive amount in its two parts, in fen; net + tax is the gross. */
export type TaxSplit = { readonly net: Fen; readonly tax: Fen }

/**
 * Splits a tax-inclusive amount: net = gross x 10000 / (10000 + rate), half away from zero, tax the rest. Once per line,
 * sums over lines: splitting a total drifts by several fen from what the lines say.
 */
export const splitTax = (gross: Fen, rateBp: RateBp): TaxSplit => {
  const net = fen(multiplyDivide(gross, 10_000, 10_000 + rateBp))
  return { net, tax: subtractFen(gross, net) }
}
