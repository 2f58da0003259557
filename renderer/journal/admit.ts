import type { EntryBody } from '../../shared/journal/entry.ts'
import type { CommitContext, CommitRefusal } from './journal.ts'
import type { TillState } from './till-state.ts'

/** The trade's rules that the journal itself keeps: money moves only in the open shift, and there is one at a time. */
export const admit = (content: EntryBody, context: CommitContext, state: TillState): CommitRefusal | null => {
  if (state.head.seq === 0 && content.kind !== 'GENESIS') return 'invalid_entry'
  const open = state.openShift?.shiftId ?? null
  switch (content.kind) {
    case 'SALE':
    case 'REFUND':
    case 'CASH_MOVED':
    case 'DRAWER_OPENED':
    case 'KITCHEN_SENT':
    case 'CHECK_PRINTED':
      return open !== null && context.shift === open ? null : 'no_open_shift'
    case 'SHIFT_CLOSED':
      return open !== null && content.body.shiftId === open ? null : 'no_open_shift'
    case 'SHIFT_OPENED':
      return open === null ? null : 'shift_already_open'
    case 'GENESIS':
    case 'ENROLLED':
    case 'SETTINGS_CHANGED':
    case 'STAFF_CHANGED':
    case 'ORDER_VOIDED':
    case 'INVOICE_REQUESTED':
    case 'REPRINTED':
    case 'PRINT_OUTCOME':
    case 'X_REPORT':
    case 'SIGNED':
      return null
    default:
      content satisfies never
      return 'invalid_entry'
  }
}
