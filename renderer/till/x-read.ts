import type { Journal } from '../journal/journal.ts'

/** The X report that showed what cash a shift took: its number, and the id of the manager who allowed it. */
export type XRead = { readonly seq: number; readonly by: string }

/** The last X report after entry `fromSeq`, which opened the shift; null where nobody read one, and the count is blind. */
export const xReadSince = async (journal: Journal, fromSeq: number): Promise<XRead | null> => {
  const { x } = await journal.lastReports()
  if (x === null || x.epoch !== journal.head().epoch || x.seq <= fromSeq) return null
  const sealed = await journal.entryAt(x)
  return { seq: x.seq, by: sealed?.entry.by ?? '' }
}
