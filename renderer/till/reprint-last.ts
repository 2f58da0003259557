import type { Bridge } from '../../shared/bridge/bridge.ts'
import { reprint } from '../followers/reprint.ts'
import type { Journal } from '../journal/journal.ts'
import type { SaleRow } from '../journal/rows.ts'
import { useTill } from './till.ts'

/** Orders a copy of the last receipt of the open shift; null where there is none or it could not be ordered. */
export const reprintLast = async (journal: Journal, bridge: Bridge): Promise<SaleRow | null> => {
  const { shift, staff } = useTill.getState()
  if (shift === null || staff === null) return null
  const [last] = await journal.salesOn(shift.businessDate, { limit: 1 })
  if (last === undefined || last.shift !== shift.shiftId) return null
  const context = { by: staff.id, shift: shift.shiftId }
  const ordered = await reprint({ journal, bridge }, { of: last, copy: last.copies + 1 }, context)
  return ordered.ok ? last : null
}
