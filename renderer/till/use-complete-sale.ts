import type { Tender } from '../../shared/sale/tender.ts'
import { useText } from '../i18n/use-text.ts'
import { completeSale } from './complete-sale.ts'
import { markSale } from './mark-sale.ts'
import { useDurable, useJournal } from './parts.ts'
import { priceIn } from './price.ts'
import { go, stopSelling, useTill } from './till.ts'

/** The second copy's answer comes within a frame as a rule: then Done is drawn once, and drawing it delays no answer. */
const ONE_FRAME_MS = 16

/** Completes the sale on the screen, one attempt at a time; `onRefused` is told in words why one did not go through. */
export const useCompleteSale = (onRefused: (words: string) => void) => {
  const journal = useJournal()
  const durable = useDurable()
  const text = useText()

  const beforeShown = async (seq: number) => {
    markSale('committed')
    if ((await durable(seq, ONE_FRAME_MS)) === 'done') markSale('durable')
  }

  const complete = async (tenders: readonly Tender[]) => {
    if (useTill.getState().selling) return
    const completing = completeSale(journal, tenders, beforeShown)
    // After the call: drawing the waiting buttons must not hold up the transaction.
    useTill.setState({ selling: true })
    try {
      const result = await completing
      if (result.ok) return
      if (result.reason === 'newer_version' || result.reason === 'database_gone') {
        stopSelling(result.reason, result.detail)
      } else if (result.reason === 'discount_over_limit') {
        // The Pay screen asks for the approval, wherever the key was pressed.
        go('pay')
      } else onRefused(text(`refused_${result.reason}`))
    } finally {
      useTill.setState({ selling: false })
    }
  }

  const payCashExact = () => {
    const { order, facts, shift } = useTill.getState()
    if (facts === null || shift === null) return
    const { total } = priceIn(order, facts, shift)
    void complete(total === 0 ? [] : [{ kind: 'cash', amount: total }])
  }

  return { complete, payCashExact }
}
