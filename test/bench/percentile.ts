/** The p-th percentile (0 to 100) of some figures, by the nearest rank; two decimals. */
export const percentile = (figures: readonly number[], p: number): number => {
  const sorted = figures.toSorted((left, right) => left - right)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))
  return Math.round((sorted[at] ?? Number.NaN) * 100) / 100
}

/** Median and tail of some durations, in milliseconds. */
export type Figures = { readonly p50: number; readonly p99: number }

/** The figures of some durations in milliseconds. */
export const figuresOf = (all: readonly number[]): Figures => ({ p50: percentile(all, 50), p99: percentile(all, 99) })

/** How many times the median of one the median of another is; two decimals. */
export const ratio = (one: Figures, other: Figures): number => Math.round((one.p50 / other.p50) * 100) / 100
