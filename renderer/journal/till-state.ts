import { NO_HASH } from '../../shared/journal/entry.ts'
import type { Head } from '../../shared/journal/seal.ts'
import type { Database, HeadRow } from './database.ts'
import { type FormerEpoch, isBefore } from './earlier-epochs.ts'
import { type Change, receiptCounter, Z_COUNTER } from './project.ts'
import type { ShiftRow, TillFacts } from './rows.ts'

/** What the till keeps in memory between commits: the head that storage must still have, and what the next entry needs. */
export type TillState = {
  readonly head: Head
  readonly facts: TillFacts | null
  readonly openShift: ShiftRow | null
  /** The last receipt number given on the open shift's business date, and the last Z. */
  readonly receipts: number
  readonly z: number
}

/** A till before its genesis. */
export const stateBeforeGenesis = (till: string, epoch: number): TillState => ({
  head: { till, epoch, seq: 0, hash: NO_HASH },
  facts: null,
  openShift: null,
  receipts: 0,
  z: 0,
})

/**
 * What storage holds, for a till in an epoch: where that epoch has no entry yet, no shift is open, and the till is known as far as
 * the epoch before was its own.
 */
export const stateIn = (
  stored: TillState | null,
  { till, epoch }: Pick<Head, 'till' | 'epoch'>,
  former: readonly FormerEpoch[],
): TillState => {
  const beginning = stateBeforeGenesis(till, epoch)
  if (stored === null) return beginning
  if (!isBefore({ till, epoch }, former, stored.head)) return stored
  return { ...beginning, facts: stored.head.till === till ? stored.facts : null, z: stored.z }
}

const headIn = ({ till, epoch, seq, hash }: HeadRow): Head => ({ till, epoch, seq, hash })

/** Reads the state that storage holds, by keys alone; null without a head. */
export const loadState = (database: Database): Promise<TillState | null> =>
  database.transaction('r', [database.head, database.shifts, database.counters], async () => {
    const row = await database.head.get('head')
    if (!row) return null
    const openShift = row.openShift === null ? null : ((await database.shifts.get(row.openShift)) ?? null)
    const receipts = openShift === null ? null : await database.counters.get(receiptCounter(openShift.businessDate))
    const z = await database.counters.get(Z_COUNTER)
    return { head: headIn(row), facts: row.facts, openShift, receipts: receipts?.value ?? 0, z: z?.value ?? 0 }
  })

/** The state after a commit, from the rows that it wrote; null where storage must be read because a shift began or ended. */
export const stateAfter = (state: TillState, row: HeadRow, changes: readonly Change[]): TillState | null => {
  if (row.openShift !== (state.openShift?.shiftId ?? null)) return null
  let { openShift, receipts } = state
  for (const change of changes) {
    if (change.table === 'shifts' && change.row.shiftId === openShift?.shiftId) openShift = change.row
    if (change.table !== 'counters' || openShift === null) continue
    if (change.row.name === receiptCounter(openShift.businessDate)) receipts = change.row.value
  }
  return { ...state, head: headIn(row), facts: row.facts, openShift, receipts }
}
