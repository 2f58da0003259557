import { NO_HASH } from '../../shared/journal/entry.ts'
import { addShiftTotals, NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import type { Database } from './database.ts'

/** The newest entry of a journal, and what its shifts up to there come to, in fen. */
export type JournalSums = {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly totals: {
    readonly sales: number
    readonly salesTotal: number
    readonly refunds: number
    readonly refundTotal: number
  }
}

/** Reads both in one transaction, so that they belong together; a row a shift, whatever was sold in it. */
export const readSums = (database: Database, epoch: number): Promise<JournalSums> =>
  database.transaction('r', [database.head, database.shifts], async () => {
    const head = await database.head.get('head')
    let all = NO_TOTALS
    await database.shifts.each(({ totals }) => {
      all = addShiftTotals(all, totals)
    })
    const { sales, salesTotal, refunds, refundTotal } = all
    const at = head ? { seq: head.seq, hash: head.hash } : { seq: 0, hash: NO_HASH }
    return { epoch, ...at, totals: { sales, salesTotal, refunds, refundTotal } }
  })
