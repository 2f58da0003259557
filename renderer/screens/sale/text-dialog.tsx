import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'

type TextDialogProps = {
  readonly title: string
  readonly label: string
  readonly initial: string
  readonly inputMode?: 'text' | 'decimal'
  /** Takes the text, or answers why not. */
  readonly onSubmit: (value: string) => string | null
  readonly onClose: () => void
  readonly testId: string
}

/** Asks for one line of text. */
export const TextDialog = ({ title, label, initial, inputMode = 'text', ...props }: TextDialogProps) => {
  const text = useText()
  const [value, setValue] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => setProblem(props.onSubmit(value))
  return (
    <Dialog title={title} onClose={props.onClose}>
      <Field
        label={label}
        value={value}
        onChange={(next) => {
          setValue(next)
          setProblem(null)
        }}
        error={problem}
        inputMode={inputMode}
        autoFocus
        onSubmit={submit}
        {...(inputMode === 'decimal' ? { keypad: text('backspace') } : {})}
        testId={props.testId}
      />
      <div className="row row-between">
        <Button onPress={props.onClose}>{text('cancel')}</Button>
        <Button kind="go" onPress={submit} testId={`${props.testId}-ok`}>
          {text('confirm')}
        </Button>
      </div>
    </Dialog>
  )
}
