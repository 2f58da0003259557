import type { Fen } from '../../shared/money/fen.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { cleanText } from './order-lines.ts'
import { useTill } from './till.ts'

type Refused = { readonly ok: false; readonly reason: CommitRefusal | 'not_signed_in'; readonly detail: string }

/** One movement of cash; `amount` in fen. */
type Movement = {
  readonly moveId: string
  readonly direction: 'in' | 'out'
  readonly amount: Fen
  readonly reason: string
  readonly approvedBy: string | null
}

const REASON_LENGTH = 120

/** Who stands at the drawer, and in which shift; or why nobody may open it. */
const atTheDrawer = () => {
  const { staff, shift } = useTill.getState()
  if (staff === null) return { ok: false, reason: 'not_signed_in', detail: '' } as const
  if (shift === null) return { ok: false, reason: 'no_open_shift', detail: '' } as const
  return { ok: true, businessDate: shift.businessDate, context: { by: staff.id, shift: shift.shiftId } } as const
}

/**
 * Records cash, in fen, that comes into the drawer or leaves it beside the sales; the drawer opens and the slip prints by
 * themselves. `moveId` is one movement however often it is asked for.
 */
export const moveCash = async (journal: Journal, movement: Movement): Promise<{ ok: true } | Refused> => {
  const there = atTheDrawer()
  if (!there.ok) return there
  const { businessDate, context } = there
  const body = { ...movement, businessDate, reason: cleanText(movement.reason, REASON_LENGTH) }
  const result = await journal.commit({ kind: 'CASH_MOVED', body }, context)
  if (!result.ok) return result
  useTill.setState({ shift: journal.openShift() })
  return { ok: true }
}

/** Opens the drawer without a sale: an entry with the reason, and then the pulse, once for each `openingId`. */
export const openDrawer = async (
  journal: Journal,
  { openingId, reason }: { readonly openingId: string; readonly reason: string },
): Promise<{ ok: true } | Refused> => {
  const there = atTheDrawer()
  if (!there.ok) return there
  const body = { openingId, reason: cleanText(reason, REASON_LENGTH) }
  const result = await journal.commit({ kind: 'DRAWER_OPENED', body }, there.context)
  if (!result.ok) return result
  useTill.setState({ shift: journal.openShift() })
  return { ok: true }
}
