/** The p-th percentile (0 to 100) of some figures, by the nearest rank; two decimals. */
export const percentile = (figures: readonly number[], p: number): number => {
  const sorted = figures.toSorted((left, right) => left - right)
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))
  return Math.round((sorted[at] ?? Number.NaN) * 100) / 100
}
