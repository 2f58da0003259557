import { useState } from 'react'
import { type Fen, fen, subtractFen, sumFen, ZERO_FEN } from '../../../shared/money/fen.ts'
import { parseFen } from '../../../shared/money/format-fen.ts'
import { amountDue, settle, type Tender, type TenderKind } from '../../../shared/sale/tender.ts'
import { useText } from '../../i18n/use-text.ts'
import { useTill } from '../../till/till.ts'
import { useCompleteSale } from '../../till/use-complete-sale.ts'
import { type KeypadKey, typeKey } from '../../ui/keypad.tsx'

const setTenders = (tenders: readonly Tender[]) => useTill.setState({ tenders })

/** The payment of `total`: what was received, what is in the keypad, and what a press on Pay does. */
export const usePayment = (total: Fen) => {
  const text = useText()
  const tenders = useTill((till) => till.tenders)
  const busy = useTill((till) => till.selling)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { complete, payCashExact } = useCompleteSale(setProblem)
  const due = amountDue(total, tenders)
  const inKeypad = parseFen(typed)

  /** The tenders with the amount, or what is in the keypad, or all that is due, as one more; null with the problem said. */
  const withTender = (kind: TenderKind, amount: Fen | null): readonly Tender[] | null => {
    const meant = amount ?? (typed === '' ? due : inKeypad.ok ? inKeypad.value : ZERO_FEN)
    if (meant <= 0) {
      setProblem(text(due === 0 ? 'refused_nothing_due' : 'refused_bad_amount'))
      return null
    }
    const next = [...tenders, { kind, amount: meant }]
    const settled = settle(total, next)
    if (settled.ok || settled.reason === 'underpaid') return next
    setProblem(text(`refused_${settled.reason}`))
    return null
  }

  const take = (next: readonly Tender[]) => {
    setTyped('')
    setProblem(null)
    setTenders(next)
  }

  const receive = (kind: TenderKind) => {
    const next = withTender(kind, null)
    if (next !== null) take(next)
  }

  const confirm = (amount: Fen | null = null) => {
    const next = typed === '' && amount === null ? tenders : withTender('cash', amount)
    if (next === null) return
    take(next)
    if (settle(total, next).ok) void complete(next)
    // A part that was just received stands in the list, and what is still due above it.
    else if (next === tenders) setProblem(text('refused_underpaid'))
  }

  return {
    typed,
    problem,
    tenders,
    due,
    busy,
    /** What goes back of what was received, and what would of the cash in the keypad. */
    change: fen(Math.max(0, subtractFen(sumFen(tenders.map((tender) => tender.amount)), total))),
    preview: inKeypad.ok && due > 0 ? subtractFen(inKeypad.value, due) : ZERO_FEN,
    ready: settle(total, tenders).ok || typed !== '',
    onKey: (key: KeypadKey) => {
      setProblem(null)
      setTyped((before) => typeKey(before, key))
    },
    receive,
    remove: (at: number) => setTenders(tenders.filter((_, index) => index !== at)),
    /** Completes with what was received; an amount still in the keypad counts as cash handed over. */
    confirm,
    exact: () => (tenders.length === 0 ? payCashExact() : confirm(due)),
  }
}

/** What usePayment() gives. */
export type Payment = ReturnType<typeof usePayment>
