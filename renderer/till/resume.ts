import type { Journal } from '../journal/journal.ts'
import { doneSale } from './complete-sale.ts'
import { readJournal } from './session.ts'
import { useTill } from './till.ts'

/** Puts back what was on the screen when the app stopped: the open order, and the last sale so that nobody rings it again. */
export const resume = async (journal: Journal): Promise<void> => {
  readJournal(journal)
  const open = (await journal.drafts.list()).find((draft) => draft.heldAt === null)
  if (open !== undefined) {
    const settled = await journal.saleByOrder(open.orderId)
    if (settled === null) useTill.setState({ order: open.order })
    else await journal.drafts.remove(open.orderId)
  }
  const shift = journal.openShift()
  const [last] = shift === null ? [] : await journal.salesOn(shift.businessDate, { limit: 1 })
  const sealed = last === undefined ? null : await journal.entryBySeq(last.seq)
  useTill.setState({ notShown: sealed === null ? null : doneSale(sealed, false) })
}
