import type { Journal } from '../journal/journal.ts'
import type { DraftRow } from '../journal/rows.ts'
import { doneSale } from './complete-sale.ts'
import { readJournal } from './session.ts'
import { useTill } from './till.ts'

/** The orders that were being rung up, newest first; those that were sold meanwhile are dropped. */
const unpaidDrafts = async (journal: Journal): Promise<DraftRow[]> => {
  const unpaid: DraftRow[] = []
  for (const draft of await journal.drafts.list()) {
    if (draft.heldAt !== null) continue
    if ((await journal.saleByOrder(draft.orderId)) === null) unpaid.push(draft)
    else await journal.drafts.remove(draft.orderId)
  }
  return unpaid
}

/** Puts back what was on the screen when the app stopped: the open order, and the last sale so that nobody rings it again. */
export const resume = async (journal: Journal): Promise<void> => {
  readJournal(journal)
  const [open, ...others] = await unpaidDrafts(journal)
  if (open !== undefined) useTill.setState({ order: open.order })
  // Only one fits on the screen: another, whose void the journal did not take, must not be out of everybody's sight.
  for (const { order, updatedAt } of others) await journal.drafts.save(order, updatedAt)
  const shift = journal.openShift()
  const [last] = shift === null ? [] : await journal.salesOn(shift.businessDate, { limit: 1 })
  const sealed = last === undefined || last.shift !== shift?.shiftId ? null : await journal.entryAt(last)
  useTill.setState({ notShown: sealed === null ? null : doneSale(sealed, false) })
}
