import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { Keypad } from '../../ui/keypad.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import { typePin } from './type-pin.ts'

type PinPadProps = {
  readonly pin: string
  readonly onChange: (pin: string) => void
  readonly onSubmit: () => void
  readonly busy: boolean
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLInputElement

/** Ten digits by touch or by keyboard; Enter or the button submits. The digits themselves are never shown. */
export const PinPad = ({ pin, onChange, onSubmit, busy }: PinPadProps) => {
  const text = useText()
  useKeyDown((event) => {
    if (isTyping(event.target) || isDialogOpen() || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Enter') {
      // The focused button, often the last digit touched, must not be pressed as well.
      event.preventDefault()
      event.stopPropagation()
      onSubmit()
    } else onChange(typePin(pin, event.key))
  })
  return (
    <div className="stack">
      <output className="pin-dots" aria-label={text('pinDigits', { count: pin.length })}>
        {'●'.repeat(pin.length)}
      </output>
      <Keypad
        onKey={(key) => onChange(typePin(pin, key))}
        backLabel={text('backspace')}
        corner={null}
        testPrefix="pin"
      />
      <Button kind="go" large onPress={onSubmit} disabled={pin === '' || busy} keyHint="Enter" testId="pin-ok">
        {text('signInOk')}
      </Button>
    </div>
  )
}
