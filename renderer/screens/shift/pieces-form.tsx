import { fen } from '../../../shared/money/fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { DENOMINATIONS, type Pieces, sumPieces } from '../../till/count-cash.ts'
import { Field } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'

const nameOf = (value: number): string => `￥${value / 100}`

type PiecesFormProps = { readonly pieces: Pieces; readonly onChange: (pieces: Pieces) => void }

/** How many notes and coins of each kind, and what they come to. */
export const PiecesForm = ({ pieces, onChange }: PiecesFormProps) => {
  const text = useText()
  const sum = sumPieces(pieces)
  return (
    <>
      <div className="pieces">
        {DENOMINATIONS.map((value) => (
          <Field
            key={value}
            label={text('countPieces', { value: nameOf(value) })}
            value={pieces[value] ?? ''}
            onChange={(typed) => onChange({ ...pieces, [value]: typed })}
            inputMode="numeric"
            maxLength={5}
            testId={`count-${value}`}
          />
        ))}
      </div>
      <p className="row row-between">
        <span>{text('countCash')}</span>
        {sum === null ? text('countWrong') : <Money amount={fen(sum)} testId="count-sum" />}
      </p>
    </>
  )
}
