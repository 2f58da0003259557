import { useState } from 'react'
import { fen } from '../../../shared/money/fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { DENOMINATIONS, type Denomination, type Pieces, sumPieces } from '../../till/count-cash.ts'
import { Field } from '../../ui/field.tsx'
import { Keypad, typeDigits } from '../../ui/keypad.tsx'
import { Money } from '../../ui/money.tsx'

const MOST_DIGITS = 5

const nameOf = (value: number): string => `￥${value / 100}`

type PiecesFormProps = { readonly pieces: Pieces; readonly onChange: (pieces: Pieces) => void }

/** How many notes and coins of each kind, and what they come to. The keypad types into the kind that was touched last. */
export const PiecesForm = ({ pieces, onChange }: PiecesFormProps) => {
  const text = useText()
  const sum = sumPieces(pieces)
  const [at, setAt] = useState<Denomination>(DENOMINATIONS[0])
  const count = (value: Denomination, typed: string) => onChange({ ...pieces, [value]: typed })
  return (
    <>
      <div className="pieces-form">
        <div className="pieces">
          {DENOMINATIONS.map((value) => (
            <Field
              key={value}
              label={text('countPieces', { value: nameOf(value) })}
              value={pieces[value] ?? ''}
              onChange={(typed) => count(value, typed)}
              onFocus={() => setAt(value)}
              autoFocus={value === DENOMINATIONS[0]}
              inputMode="numeric"
              maxLength={MOST_DIGITS}
              testId={`count-${value}`}
            />
          ))}
        </div>
        <Keypad
          onKey={(key) => count(at, typeDigits(pieces[at] ?? '', key, MOST_DIGITS))}
          backLabel={text('backspace')}
          corner={null}
          testPrefix="count-key"
          small
        />
      </div>
      <p className="row row-between">
        <span>{text('countCash')}</span>
        {sum === null ? text('countWrong') : <Money amount={fen(sum)} testId="count-sum" />}
      </p>
    </>
  )
}
