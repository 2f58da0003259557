import { type Fen, fen } from '../../shared/money/fen.ts'

const STEPS = [1_000, 5_000, 10_000]

/** The cash that guests hand over for an amount: the next 10, 50 and 100 yuan above it, each once, exact left out. */
export const quickAmounts = (due: Fen): Fen[] => [
  ...new Set(STEPS.map((step) => fen(Math.ceil(due / step) * step)).filter((amount) => amount > due)),
]
