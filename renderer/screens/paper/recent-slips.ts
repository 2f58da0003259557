import type { PrintRow } from '../../journal/rows.ts'

/** A document that was to be printed: what became of its newest copy, and how many copies there are. */
export type RecentSlip = { readonly document: string; readonly copies: number; readonly newest: PrintRow }

const copyOf = (job: string) => /^(.+):(\d+)$/.exec(job)

/** The documents of these print jobs, in their order, without the drawer's. */
export const slipsOf = (prints: readonly PrintRow[], limit: number): RecentSlip[] => {
  const slips = new Map<string, RecentSlip>()
  for (const row of prints) {
    const [, document, number] = copyOf(row.job) ?? []
    if (document === undefined) continue
    const copies = Number(number)
    const known = slips.get(document)
    if (known === undefined || known.copies < copies) slips.set(document, { document, copies, newest: row })
  }
  return [...slips.values()].slice(0, limit)
}
