import { useRef, useState } from 'react'
import type { Tender } from '../../shared/sale/tender.ts'
import { useText } from '../i18n/use-text.ts'
import { completeSale } from './complete-sale.ts'
import { useJournal } from './parts.ts'
import { priceIn } from './price.ts'
import { go, stopSelling, useTill } from './till.ts'

/** Completes the sale on the screen, one attempt at a time; `onRefused` is told in words why one did not go through. */
export const useCompleteSale = (onRefused: (words: string) => void) => {
  const journal = useJournal()
  const text = useText()
  const [busy, setBusy] = useState(false)
  const running = useRef(false)

  const complete = async (tenders: readonly Tender[]) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      const result = await completeSale(journal, tenders)
      if (result.ok) return
      if (result.reason === 'newer_version' || result.reason === 'database_gone') {
        stopSelling(result.reason, result.detail)
      } else if (result.reason === 'discount_over_limit') {
        // The Pay screen asks for the approval, wherever the key was pressed.
        go('pay')
      } else onRefused(text(`refused_${result.reason}`))
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  const payCashExact = () => {
    const { order, facts, shift } = useTill.getState()
    if (facts === null || shift === null) return
    const { total } = priceIn(order, facts, shift)
    void complete(total === 0 ? [] : [{ kind: 'cash', amount: total }])
  }

  return { complete, payCashExact, busy }
}
