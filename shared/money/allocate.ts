import { type Fen, fen } from './fen.ts'

/**
 * Splits a total over weights by largest remainder, so that the parts add up to the total to the fen. Weights are
 * integers of zero or more; ties go to the earlier part. With all weights zero the whole total falls on the first part.
 */
export const allocate = (total: Fen, weights: readonly number[]): Fen[] => {
  if (weights.length === 0) return []
  const sum = weights.reduce((left, right) => left + right, 0)
  if (sum === 0) return weights.map((_, index) => fen(index === 0 ? total : 0))
  const sign = total < 0 ? -1 : 1
  const magnitude = BigInt(Math.abs(total))
  const shares = weights.map((weight, index) => {
    const exact = magnitude * BigInt(weight)
    return { index, whole: Number(exact / BigInt(sum)), remainder: exact % BigInt(sum) }
  })
  let left = Math.abs(total) - shares.reduce((given, share) => given + share.whole, 0)
  const byRemainder = shares.toSorted((one, other) =>
    one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
  )
  for (const share of byRemainder) {
    if (left === 0) break
    share.whole += 1
    left -= 1
  }
  return shares.map((share) => fen(sign * share.whole))
}
