import type { SyncStatus } from '../../shared/bridge/sync-methods.ts'
import type { CommitContext, CommitRefusal, CommitResult, Journal } from '../journal/journal.ts'

/** Whether the journal tells of the enrolment now. */
export type RecordResult = { readonly ok: true } | { readonly ok: false; readonly reason: CommitRefusal }

/** Who enrolled the till, and the manager who allowed it; both null where main did so by itself. */
type EnrolledBy = { readonly context: CommitContext; readonly approvedBy: string | null }

const BY_ITSELF: EnrolledBy = { context: { by: null, shift: null }, approvedBy: null }

const record = async (
  journal: Journal,
  office: SyncStatus,
  { context, approvedBy }: EnrolledBy,
): Promise<RecordResult> => {
  const { store, storeName, tillCode, headOfficeKey } = office
  const facts = journal.facts()
  if (facts === null || store === null || storeName === null || tillCode === null || headOfficeKey === null) {
    return { ok: true }
  }
  if (facts.store === store && facts.tillCode === tillCode) return { ok: true }
  const approval = approvedBy === null ? {} : { approvedBy }
  const body = { store, storeName, tillCode, headOfficeKey, ...approval }
  const told: CommitResult = await journal.commit({ kind: 'ENROLLED', body }, context)
  return told.ok ? { ok: true } : { ok: false, reason: told.reason }
}

let last: Promise<unknown> = Promise.resolve()

const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
  const result = last.then(task)
  last = result.catch(() => undefined)
  return result
}

/**
 * Writes down which store and till code head office gave, unless the journal says so already: main may have enrolled the
 * till by itself. One at a time with enrolments from the screen, so that it is not written twice, nor in another's name.
 */
export const recordEnrolment = (journal: Journal, office: SyncStatus): Promise<RecordResult> =>
  inTurn(() => record(journal, office, BY_ITSELF))

/** Runs an enrolment from the screen, which is given the way to write it down, before anything else can do that. */
export const enrolInTurn = <T>(enrolment: (write: typeof record) => Promise<T>): Promise<T> =>
  inTurn(() => enrolment(record))
