import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import type { Permit } from './permit.ts'
import { enrolInTurn } from './record-enrolment.ts'
import { readJournal } from './session.ts'
import { useTill } from './till.ts'

type HeadOfficeRefusal = Extract<Output<'sync.enrol'>, { ok: false }>['reason']

/** `at` tells who refused: head office, then the till is as before, or the journal. */
export type EnrolResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly at: 'head_office'; readonly reason: HeadOfficeRefusal }
  | { readonly ok: false; readonly at: 'journal'; readonly reason: CommitRefusal }

/**
 * Enrols the till with an address and a one-time code, which a manager allowed, and records which store and till code it
 * now has and who allowed it. Refused at the journal, the till is enrolled but receipts keep the till code that they had.
 */
export const enrol = async (
  { bridge, journal }: { readonly bridge: Bridge; readonly journal: Journal },
  { url, code, permit }: { readonly url: string; readonly code: string; readonly permit: Permit },
): Promise<EnrolResult> => {
  const { staff, shift } = useTill.getState()
  const by = { context: { by: staff?.id ?? null, shift: shift?.shiftId ?? null }, approvedBy: permit.by }
  const result = await enrolInTurn(async (record): Promise<EnrolResult> => {
    const asked = { url: url.trim(), code: code.trim(), permit: permit.secret }
    const enrolled = await bridge.call['sync.enrol'](asked)
    if (!enrolled.ok) return { ok: false, at: 'head_office', reason: enrolled.reason }
    const told = await record(journal, enrolled.status, by)
    return told.ok ? told : { ok: false, at: 'journal', reason: told.reason }
  })
  if (result.ok) readJournal(journal)
  return result
}
