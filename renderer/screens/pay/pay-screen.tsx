import { useState } from 'react'
import type { Fen } from '../../../shared/money/fen.ts'
import { fen, subtractFen, sumFen, ZERO_FEN } from '../../../shared/money/fen.ts'
import { parseFen } from '../../../shared/money/format-fen.ts'
import { amountDue, settle, type Tender, type TenderKind } from '../../../shared/sale/tender.ts'
import { useText } from '../../i18n/use-text.ts'
import { priceIn } from '../../till/price.ts'
import { quickAmounts } from '../../till/quick-amounts.ts'
import { go, useTill } from '../../till/till.ts'
import { useCompleteSale } from '../../till/use-complete-sale.ts'
import { Button } from '../../ui/button.tsx'
import { Keypad, type KeypadKey, typeKey } from '../../ui/keypad.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import './pay.css'
import { TenderButtons } from './tender-buttons.tsx'
import { TenderList } from './tender-list.tsx'
import { usePayKeys } from './use-pay-keys.ts'

const setTenders = (tenders: readonly Tender[]) => useTill.setState({ tenders })

/** Taking payment for the order on the screen. */
export const PayScreen = () => {
  const { facts, shift, order } = useTill()
  if (facts === null || shift === null) return null
  return <Payment total={priceIn(order, facts, shift).total} />
}

const Payment = ({ total }: { readonly total: Fen }) => {
  const text = useText()
  const tenders = useTill((till) => till.tenders)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { complete, payCashExact, busy } = useCompleteSale(setProblem)
  const due = amountDue(total, tenders)
  const received = sumFen(tenders.map((tender) => tender.amount))

  const clear = () => {
    setTyped('')
    setProblem(null)
  }

  /** The tenders with what was typed, or what is still due, as one more; null with the problem said. */
  const withTender = (kind: TenderKind, amount: Fen | null): readonly Tender[] | null => {
    const parsed = amount === null && typed !== '' ? parseFen(typed) : { ok: true as const, value: amount ?? due }
    if (!parsed.ok || parsed.value <= 0) {
      setProblem(text(due === 0 ? 'refused_nothing_due' : 'refused_bad_amount'))
      return null
    }
    const next = [...tenders, { kind, amount: parsed.value }]
    const settled = settle(total, next)
    if (settled.ok || settled.reason === 'underpaid') return next
    setProblem(text(`refused_${settled.reason}`))
    return null
  }

  const receive = (kind: TenderKind) => {
    const next = withTender(kind, null)
    if (next === null) return
    clear()
    setTenders(next)
  }

  /** Completes with what was received; an amount still in the keypad counts as cash handed over. */
  const confirm = (amount: Fen | null = null) => {
    const next = typed === '' && amount === null ? tenders : withTender('cash', amount)
    if (next === null) return
    clear()
    setTenders(next)
    if (settle(total, next).ok) void complete(next)
    else setProblem(text('refused_underpaid'))
  }

  const onKey = (key: KeypadKey) => {
    setProblem(null)
    setTyped((before) => typeKey(before, key))
  }
  const exact = () => (tenders.length === 0 ? payCashExact() : confirm(due))
  usePayKeys({ onKey, onExact: exact, onConfirm: () => confirm(), onBack: () => go('sale') })
  const ready = settle(total, tenders).ok || typed !== ''
  const inKeypad = parseFen(typed)
  const preview = inKeypad.ok && due > 0 ? subtractFen(inKeypad.value, due) : ZERO_FEN
  const change = fen(Math.max(0, subtractFen(received, total)))
  return (
    <main className="pay">
      <section className="stack">
        <TenderButtons onReceive={receive} disabled={due === 0} />
        <p className="soft small">{text('recordedOnly')}</p>
        <Button onPress={() => go('sale')} keyHint="Esc" testId="back-to-order">
          {text('backToOrder')}
        </Button>
      </section>
      <section className="pay-amounts">
        <p className="soft">{text(tenders.length === 0 ? 'due' : change > 0 ? 'changeDue' : 'stillDue')}</p>
        <p className="pay-due">
          <Money amount={tenders.length === 0 ? total : change > 0 ? change : due} testId="due" />
        </p>
        {preview > 0 ? (
          <p className="pay-preview">
            {text('changeDue')} <Money amount={preview} testId="change-preview" />
          </p>
        ) : null}
        <TenderList tenders={tenders} onRemove={(at) => setTenders(tenders.filter((_, index) => index !== at))} />
        {problem === null ? null : (
          <Notice tone="danger" testId="pay-problem">
            {problem}
          </Notice>
        )}
        <div className="pay-quick">
          <Button large onPress={exact} disabled={busy || due === 0} keyHint="F10" testId="pay-cash-exact">
            {text('cashExact')}
          </Button>
          {quickAmounts(due).map((amount) => (
            <Button key={amount} large onPress={() => confirm(amount)} disabled={busy} testId={`quick-${amount}`}>
              <Money amount={amount} />
            </Button>
          ))}
        </div>
      </section>
      <section className="stack pay-keypad">
        <output className="pay-typed" aria-label={text('amount')} data-testid="pay-typed">
          {typed === '' ? '0' : typed}
        </output>
        <Keypad onKey={onKey} backLabel={text('backspace')} />
        <Button
          kind="go"
          large
          onPress={() => confirm()}
          disabled={busy || !ready}
          keyHint="Enter"
          testId="confirm-pay"
        >
          {text(total === 0 ? 'confirmNothingDue' : 'confirmPay')}
        </Button>
      </section>
    </main>
  )
}
