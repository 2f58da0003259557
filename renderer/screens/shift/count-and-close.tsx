import { useState } from 'react'
import type { EntryOf } from '../../../shared/journal/entry.ts'
import { formatFen, parseFen } from '../../../shared/money/format-fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { type Pieces, sumPieces } from '../../till/count-cash.ts'
import { useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { closeShift } from '../../till/shift.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CountNotBlind } from './count-not-blind.tsx'
import { PiecesForm } from './pieces-form.tsx'

type CountAndCloseProps = {
  /** The number of the entry that opened the shift. */
  readonly openedSeq: number
  readonly onClosed: (closing: EntryOf<'SHIFT_CLOSED'>['body']) => void
}

/** The blind count: the drawer is counted before anybody sees what should be in it. The button says what was counted. */
export const CountAndClose = ({ openedSeq, onClosed }: CountAndCloseProps) => {
  const text = useText()
  const journal = useJournal()
  const [byPieces, setByPieces] = useState(false)
  const [total, setTotal] = useState('')
  const [pieces, setPieces] = useState<Pieces>({})
  const [problem, setProblem] = useState<string | null>(null)
  const typed = parseFen(total)
  const counted = byPieces ? sumPieces(pieces) : typed.ok ? typed.value : null

  const close = async () => {
    if (counted === null) return setProblem(text(byPieces ? 'countWrong' : 'amountWrong'))
    const result = await closeShift(journal, counted)
    if (result.ok) onClosed(result.value)
    else setProblem(refusalText(result.reason, text))
  }

  return (
    <section className="card stack">
      <div className="row row-between">
        <h2>{text('countTitle')}</h2>
        <div className="row">
          <Button chosen={!byPieces} onPress={() => setByPieces(false)} testId="count-by-total">
            {text('countByTotal')}
          </Button>
          <Button chosen={byPieces} onPress={() => setByPieces(true)} testId="count-by-pieces">
            {text('countByPieces')}
          </Button>
        </div>
      </div>
      <p className="soft">{text('countBlind')}</p>
      <CountNotBlind fromSeq={openedSeq} counted={false} />
      {byPieces ? (
        <PiecesForm pieces={pieces} onChange={setPieces} />
      ) : (
        <Field
          label={text('countCash')}
          value={total}
          onChange={setTotal}
          inputMode="decimal"
          autoFocus
          maxLength={12}
          keypad={text('backspace')}
          testId="count-cash"
        />
      )}
      {problem === null ? null : (
        <Notice tone="danger" testId="count-wrong">
          {problem}
        </Notice>
      )}
      <Button kind="go" large onPress={close} testId="close-shift">
        {counted === null ? text('closeShift') : text('closeShiftWith', { amount: `￥${formatFen(counted)}` })}
      </Button>
    </section>
  )
}
