import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { Role, Staff } from '../../shared/bridge/staff-methods.ts'
import type { CommitRefusal, Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { cleanText } from './order-lines.ts'
import { useTill } from './till.ts'

/** `at` tells who refused: the staff list, then nothing changed, or the journal. */
export type AddStaffResult =
  | { readonly ok: true; readonly value: Staff }
  | { readonly ok: false; readonly at: 'staff'; readonly reason: Extract<Output<'staff.add'>, { ok: false }>['reason'] }
  | { readonly ok: false; readonly at: 'journal'; readonly reason: CommitRefusal }

/**
 * Adds somebody to the staff with the PIN of the signed-in manager, and records who they are, never their PIN. Refused at
 * the journal, the person can sign in, but the journal does not tell of it.
 */
export const addStaff = async (
  { bridge, journal }: { readonly bridge: Bridge; readonly journal: Journal },
  person: { readonly name: string; readonly role: Role; readonly pin: string },
  managerPin: string,
): Promise<AddStaffResult> => {
  const { staff: manager, shift } = useTill.getState()
  const staff: Staff = { id: newId().toLowerCase(), name: cleanText(person.name, 40), role: person.role }
  const added = await bridge.call['staff.add']({ managerId: manager?.id ?? '', managerPin, staff, pin: person.pin })
  if (!added.ok) return { ok: false, at: 'staff', reason: added.reason }
  const told = await journal.commit(
    { kind: 'STAFF_CHANGED', body: { staff: staff.id, name: staff.name, role: staff.role, change: 'added' } },
    { by: manager?.id ?? null, shift: shift?.shiftId ?? null },
  )
  return told.ok ? { ok: true, value: staff } : { ok: false, at: 'journal', reason: told.reason }
}
