import { type Fen, fen, ZERO_FEN } from '../../shared/money/fen.ts'

/** Notes and coins in use, in fen, largest first. The 分 coins are legal tender but nobody has them in a drawer. */
export const DENOMINATIONS = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const satisfies readonly number[]

/** The value of a note or a coin, in fen. */
export type Denomination = (typeof DENOMINATIONS)[number]

/** How many pieces of each denomination were counted, as typed. */
export type Pieces = Partial<Record<Denomination, string>>

/** The sum of the pieces; null while nothing was counted, or a count is no whole number of at most 99,999. */
export const sumPieces = (pieces: Pieces): Fen | null => {
  if (DENOMINATIONS.every((value) => (pieces[value] ?? '').trim() === '')) return null
  let total = ZERO_FEN
  for (const value of DENOMINATIONS) {
    const typed = (pieces[value] ?? '').trim()
    if (!/^\d{0,5}$/.test(typed)) return null
    total = fen(total + value * Number(typed))
  }
  return total
}
