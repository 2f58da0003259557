import { Field } from '../../ui/field.tsx'
import { MOST_PIN_DIGITS } from './type-pin.ts'

type PinFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (pin: string) => void
  readonly error?: string | null
  readonly autoFocus?: boolean
  readonly onSubmit?: () => void
  readonly onFocus?: () => void
  /** As a field's: the name of the backspace of a keypad under it. */
  readonly keypad?: string
  readonly testId?: string
}

/** A text field for a PIN: it is never shown, and a touch keyboard offers digits. */
export const PinField = (props: PinFieldProps) => (
  <Field {...props} secret inputMode="numeric" maxLength={MOST_PIN_DIGITS} />
)
