import { emptyOrder } from '../../shared/sale/order.ts'
import type { Journal } from '../journal/journal.ts'
import type { DraftRow } from '../journal/rows.ts'
import { newId } from './new-id.ts'
import { useTill } from './till.ts'

/** Puts the order aside and clears the screen for the next guest. An empty order is left where it is. */
export const holdOrder = async (journal: Journal, now: number): Promise<void> => {
  const { order } = useTill.getState()
  if (order.lines.length === 0) return
  await journal.drafts.save(order, now)
  useTill.setState({ order: emptyOrder(newId()), selected: null, tenders: [] })
}

/** Orders that were put aside, newest first. */
export const heldOrders = async (journal: Journal): Promise<DraftRow[]> =>
  (await journal.drafts.list()).filter((draft) => draft.heldAt !== null)

/** Takes an order back onto the screen; the one that is there is put aside first. */
export const recallOrder = async (journal: Journal, draft: DraftRow, now: number): Promise<void> => {
  await holdOrder(journal, now)
  await journal.drafts.save(draft.order, null)
  useTill.setState({ order: draft.order, selected: draft.order.lines.at(-1)?.lineId ?? null, tenders: [] })
}
