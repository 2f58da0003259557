import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { recordEnrolment } from './record-enrolment.ts'
import { readJournal } from './session.ts'

type HeadOfficeRefusal = Extract<Output<'sync.enrol'>, { ok: false }>['reason']

export type EnrolResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly at: 'head_office'; readonly reason: HeadOfficeRefusal }
  | { readonly ok: false; readonly at: 'journal'; readonly reason: CommitRefusal }

/**
 * Enrols the till with an address and a one-time code, and records which store and till code it now has. Refused at the
 * journal, the till is enrolled but receipts keep the till code that they had.
 */
export const enrol = async (
  { bridge, journal }: { readonly bridge: Bridge; readonly journal: Journal },
  { url, code }: { readonly url: string; readonly code: string },
): Promise<EnrolResult> => {
  const enrolled = await bridge.call['sync.enrol']({ url: url.trim(), code: code.trim() })
  if (!enrolled.ok) return { ok: false, at: 'head_office', reason: enrolled.reason }
  const told = await recordEnrolment(journal, enrolled.status)
  if (!told.ok) return { ok: false, at: 'journal', reason: told.reason }
  readJournal(journal)
  return { ok: true }
}
