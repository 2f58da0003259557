import type { EntryOf } from '../../shared/journal/entry.ts'
import { type Fen, subtractFen } from '../../shared/money/fen.ts'
import { localTime } from '../../shared/receipt/local-time.ts'
import { expectedCash } from '../../shared/shift/shift-totals.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import type { ShiftRow } from '../journal/rows.ts'
import { newId } from './new-id.ts'
import { useTill } from './till.ts'

type Refused = { readonly ok: false; readonly reason: CommitRefusal | 'not_signed_in'; readonly detail: string }
type Closing = EntryOf<'SHIFT_CLOSED'>['body']

/** The day on the till's own calendar, YYYY-MM-DD. */
export const dateOf = (at: { readonly utc: number; readonly offset: number }): string => localTime(at).slice(0, 10)

/** Today on the till's own calendar, by the machine's clock. */
export const today = (now = new Date()): string => dateOf({ utc: now.getTime(), offset: -now.getTimezoneOffset() })

/** What a Z report says of a shift and of the cash that was counted. */
const closingOf = (shift: ShiftRow, counted: Fen, z: number): Closing => {
  const expected = expectedCash(shift.float, shift.totals)
  return {
    shiftId: shift.shiftId,
    businessDate: shift.businessDate,
    z,
    fromSeq: shift.openedSeq,
    float: shift.float,
    counted,
    expected,
    over: subtractFen(counted, expected),
    totals: shift.totals,
  }
}

/** Opens a shift on today's business date with a float. Afterwards the till can sell. */
export const openShift = async (journal: Journal, float: Fen): Promise<{ ok: true } | Refused> => {
  const { staff } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  const shiftId = newId()
  const result = await journal.commit(
    ({ at }) => ({ kind: 'SHIFT_OPENED', body: { shiftId, businessDate: dateOf(at), float } }),
    { by: staff.id, shift: shiftId },
  )
  if (!result.ok) return result
  useTill.setState({ shift: journal.openShift(), route: 'sale' })
  return { ok: true }
}

/** Records the X report that a manager asked for, over the open shift up to now; it prints by itself. Nothing is closed. */
export const reportX = async (
  journal: Journal,
  managerId: string,
): Promise<{ ok: true; value: ShiftRow } | Refused> => {
  const shift = journal.openShift()
  if (shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  const { shiftId, openedSeq } = shift
  let asOf = shift
  const result = await journal.commit(
    ({ seq }) => {
      asOf = journal.openShift() ?? shift
      return { kind: 'X_REPORT', body: { shiftId, fromSeq: openedSeq, toSeq: seq - 1 } }
    },
    { by: managerId, shift: shiftId },
  )
  return result.ok ? { ok: true, value: asOf } : result
}

/**
 * Closes the open shift over the cash that was counted; the Z report prints by itself. The totals are those of the moment
 * of sealing. A second call for the same shift finds the first closing.
 */
export const closeShift = async (journal: Journal, counted: Fen): Promise<{ ok: true; value: Closing } | Refused> => {
  const { staff, shift } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' }
  if (shift === null) return { ok: false, reason: 'no_open_shift', detail: '' }
  const result = await journal.commit(
    ({ z }) => ({ kind: 'SHIFT_CLOSED', body: closingOf(journal.openShift() ?? shift, counted, z) }),
    { by: staff.id, shift: shift.shiftId },
  )
  if (!result.ok) return result
  useTill.setState({ shift: journal.openShift() })
  const { entry } = result.sealed
  if (entry.kind !== 'SHIFT_CLOSED') return { ok: false, reason: 'closed_otherwise', detail: shift.shiftId }
  return { ok: true, value: entry.body }
}
