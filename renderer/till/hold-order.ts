import { emptyOrder } from '../../shared/sale/order.ts'
import type { Journal } from '../journal/journal.ts'
import type { DraftRow } from '../journal/rows.ts'
import { newId } from './new-id.ts'
import { useTill } from './till.ts'

/**
 * Puts the order aside and clears the screen for the next guest, whose first dish may be typed before the draft is kept. An
 * empty order is left where it is, and so is one that is being sold. Where the draft cannot be kept it throws, and the order
 * is back on the screen, unless the next one has begun.
 */
export const holdOrder = async (journal: Journal, now: number): Promise<void> => {
  const { order, selected, tenders, selling } = useTill.getState()
  if (order.lines.length === 0 || selling) return
  const next = emptyOrder(newId())
  const saving = journal.drafts.save(order, now)
  useTill.setState({ order: next, selected: null, tenders: [] })
  try {
    await saving
  } catch (error) {
    if (useTill.getState().order === next) useTill.setState({ order, selected, tenders })
    throw error
  }
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
