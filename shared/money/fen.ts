declare const fenBrand: unique symbol

/** An amount of renminbi in integer fen (1/100 yuan), negative where money goes back. Never a float. */
export type Fen = number & { readonly [fenBrand]: true }

/** Nothing. */
export const ZERO_FEN = 0 as Fen

/** Brands an integer as fen. Throws RangeError on anything that is not a safe integer: such a value is a bug, not an input. */
export const fen = (amount: number): Fen => {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer amount in fen: ${amount}`)
  return (amount === 0 ? 0 : amount) as Fen
}

/** The sum of any number of amounts, in fen. */
export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let total = 0
  for (const amount of amounts) total += amount
  return fen(total)
}

/** left + right. */
export const addFen = (left: Fen, right: Fen): Fen => fen(left + right)

/** left - right. */
export const subtractFen = (left: Fen, right: Fen): Fen => fen(left - right)

/** The same amount the other way. */
export const negateFen = (amount: Fen): Fen => fen(-amount)

/** amount x numerator / denominator, rounded half away from zero; exact for every safe integer. The denominator is positive. */
export const multiplyDivide = (amount: number, numerator: number, denominator: number): number => {
  const product = BigInt(amount) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const doubled = (product < 0n ? -product : product) * 2n + divisor
  const rounded = doubled / (divisor * 2n)
  return Number(product < 0n ? -rounded : rounded)
}
