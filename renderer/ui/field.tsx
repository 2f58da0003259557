import { FieldError, Input, Label, TextField } from 'react-aria-components'
import { Keypad, type KeypadKey, typeDigits, typeKey } from './keypad.tsx'

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | null
  readonly placeholder?: string
  readonly secret?: boolean
  readonly maxLength?: number
  readonly autoFocus?: boolean
  readonly inputMode?: 'text' | 'numeric' | 'decimal'
  readonly onSubmit?: () => void
  readonly onFocus?: () => void
  /** Where given, a keypad stands under the field; this is the name of its backspace. */
  readonly keypad?: string
  readonly testId?: string
}

/** Amounts follow the rules of amounts; anything else is digits as they come. */
const typeInto = ({ value, inputMode, maxLength = 120 }: FieldProps, key: KeypadKey): string =>
  (inputMode === 'decimal' ? typeKey : typeDigits)(value, key, maxLength)

/** A labelled text field; what is wrong with the value stands right under it. */
export const Field = (props: FieldProps) => (
  <TextField
    className="field"
    value={props.value}
    onChange={props.onChange}
    isInvalid={Boolean(props.error)}
    type={props.secret ? 'password' : 'text'}
    autoFocus={props.autoFocus ?? false}
    maxLength={props.maxLength ?? 120}
    onFocus={() => props.onFocus?.()}
    onKeyDown={(event) => {
      // Every other key goes on: Esc closes the dialog that the field stands in.
      if (event.key === 'Enter' && props.onSubmit) props.onSubmit()
      else event.continuePropagation()
    }}
  >
    <Label className="field-label">{props.label}</Label>
    <Input
      className="field-input"
      placeholder={props.placeholder ?? ''}
      inputMode={props.inputMode ?? 'text'}
      autoComplete="off"
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
    />
    <FieldError className="field-error">{props.error}</FieldError>
    {props.keypad === undefined ? null : (
      <Keypad
        onKey={(key) => props.onChange(typeInto(props, key))}
        backLabel={props.keypad}
        corner={props.inputMode === 'decimal' ? '.' : null}
        testPrefix={`${props.testId ?? 'field'}-key`}
        small
      />
    )}
  </TextField>
)
