/** A backup that this till made and verified. `madeAt`: ISO 8601 in UTC. */
export type Kept = { readonly name: string; readonly madeAt: string }

const NEWEST = 14
const MONTHS = 24

/**
 * Which backups, in the order in which they were made, may go: all but the last 14 and the last one of each of the last 24
 * months. Only those that this till itself verified are ever named, and the last of them never, whatever a clock said.
 */
export const whatMayGo = <B extends Kept>(backups: readonly B[]): B[] => {
  const newestFirst = backups.toReversed()
  const lastOfMonth = new Map<string, B>()
  for (const one of newestFirst) {
    const month = one.madeAt.slice(0, 7)
    if (!lastOfMonth.has(month)) lastOfMonth.set(month, one)
  }
  const kept = new Set([...newestFirst.slice(0, NEWEST), ...[...lastOfMonth.values()].slice(0, MONTHS)])
  return newestFirst.filter((one) => !kept.has(one))
}
