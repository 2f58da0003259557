import type { SyncStatus } from '../../shared/bridge/bridge.ts'
import type { CommitRefusal, CommitResult, Journal } from '../journal/journal.ts'
import { useTill } from './till.ts'

export type RecordResult = { readonly ok: true } | { readonly ok: false; readonly reason: CommitRefusal }

const record = async (journal: Journal, office: SyncStatus): Promise<RecordResult> => {
  const { store, storeName, tillCode, headOfficeKey } = office
  const facts = journal.facts()
  if (facts === null || store === null || storeName === null || tillCode === null || headOfficeKey === null) {
    return { ok: true }
  }
  if (facts.store === store && facts.tillCode === tillCode) return { ok: true }
  const { staff, shift } = useTill.getState()
  const told: CommitResult = await journal.commit(
    { kind: 'ENROLLED', body: { store, storeName, tillCode, headOfficeKey } },
    { by: staff?.id ?? null, shift: shift?.shiftId ?? null },
  )
  return told.ok ? { ok: true } : { ok: false, reason: told.reason }
}

let last: Promise<RecordResult> = Promise.resolve({ ok: true })

/**
 * Writes down which store and till code head office gave, unless the journal says so already: the till may be enrolled
 * from the screen or by main in the background. One at a time, so that two callers do not write it twice.
 */
export const recordEnrolment = (journal: Journal, office: SyncStatus): Promise<RecordResult> => {
  last = last.then(() => record(journal, office))
  return last
}
