import { Button } from './button.tsx'
import { Field } from './field.tsx'

type ReasonFieldProps = {
  /** The usual ones; `key` names the button in tests. */
  readonly reasons: readonly { readonly key: string; readonly words: string }[]
  readonly label: string
  readonly value: string
  readonly onChange: (reason: string) => void
  /** One of the usual ones was pressed; without it that is as if it had been typed. */
  readonly onChoose?: (reason: string) => void
  readonly onSubmit: () => void
  readonly error?: string | null
  /** Whether the first of the usual ones has the focus when the field appears. */
  readonly autoFocus?: boolean
  readonly testId: string
}

/** A reason, chosen among the usual ones or typed. */
export const ReasonField = (props: ReasonFieldProps) => {
  const { reasons, label, value, onChange, onChoose = onChange, onSubmit, error = null, autoFocus = false } = props
  return (
    <>
      <div className="row row-wrap">
        {reasons.map(({ key, words }, index) => (
          <Button
            key={key}
            chosen={value === words}
            autoFocus={autoFocus && index === 0}
            onPress={() => onChoose(words)}
            testId={key}
          >
            {words}
          </Button>
        ))}
      </div>
      <Field label={label} value={value} onChange={onChange} error={error} onSubmit={onSubmit} testId={props.testId} />
    </>
  )
}
