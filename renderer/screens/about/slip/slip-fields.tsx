import { OPTIONAL_LINES, type OptionalLine } from '../../../../shared/receipt/slip-template.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { type CheckedField, isWrong, SLIP_LINE_MOST, SLIP_ROWS, type TypedSlip } from './slip-form.ts'

type FieldsProps = { readonly typed: TypedSlip; readonly onChange: (typed: TypedSlip) => void }

const ROWS = Array.from({ length: SLIP_ROWS }, (_, row) => row)

/** The lines that a restaurant words itself, at the head or at the foot. */
export const OwnLines = ({ typed, onChange, part }: FieldsProps & { readonly part: 'head' | 'foot' }) => {
  const text = useText()
  return ROWS.map((row) => (
    <Field
      key={row}
      label={text(part === 'head' ? 'slipHead' : 'slipFoot', { number: row + 1 })}
      value={typed[part][row] ?? ''}
      onChange={(line) =>
        onChange({ ...typed, [part]: ROWS.map((at) => (at === row ? line : (typed[part][at] ?? ''))) })
      }
      maxLength={SLIP_LINE_MOST}
      testId={`slip-${part}-${row + 1}`}
    />
  ))
}

/** A field that is checked; what is wrong with it stands under it. */
export const CheckedSlipField = ({ typed, onChange, field }: FieldsProps & { readonly field: CheckedField }) => {
  const text = useText()
  return (
    <Field
      label={text(`slipField_${field}`)}
      value={typed[field]}
      onChange={(value) => onChange({ ...typed, [field]: value })}
      error={isWrong(typed, field) ? text(`slipWrong_${field}`) : null}
      testId={`slip-${field}`}
    />
  )
}

const toggled = (hidden: readonly OptionalLine[], line: OptionalLine): OptionalLine[] =>
  hidden.includes(line) ? hidden.filter((one) => one !== line) : [...hidden, line]

/** Which lines stand on guests' slips; total, receipt number and short hash always do. */
export const ShownLines = ({ typed, onChange }: FieldsProps) => {
  const text = useText()
  return (
    <>
      <p className="soft">{text('slipShown')}</p>
      <div className="row row-wrap">
        {OPTIONAL_LINES.map((line) => (
          <Button
            key={line}
            chosen={!typed.hidden.includes(line)}
            onPress={() => onChange({ ...typed, hidden: toggled(typed.hidden, line) })}
            testId={`slip-shows-${line}`}
          >
            {text(`slipLine_${line}`)}
          </Button>
        ))}
      </div>
    </>
  )
}
