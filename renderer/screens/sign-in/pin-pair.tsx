import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Keypad } from '../../ui/keypad.tsx'
import { PinField } from './pin-field.tsx'
import './pin-pair.css'
import { typePin } from './type-pin.ts'

type PinOfPair = {
  readonly label: string
  readonly value: string
  readonly onChange: (pin: string) => void
  readonly error?: string | null
  readonly onSubmit?: () => void
  readonly testId: string
}

type PinPairProps = { readonly first: PinOfPair; readonly second: PinOfPair; readonly testPrefix: string }

/** Two PINs and one keypad, which types into the one that was touched last. */
export const PinPair = ({ first, second, testPrefix }: PinPairProps) => {
  const text = useText()
  const [atSecond, setAtSecond] = useState(false)
  const { value, onChange } = atSecond ? second : first
  return (
    <div className="pin-pair">
      <div className="stack">
        <PinField {...first} onFocus={() => setAtSecond(false)} />
        <PinField {...second} onFocus={() => setAtSecond(true)} />
      </div>
      <Keypad
        onKey={(key) => onChange(typePin(value, key))}
        backLabel={text('backspace')}
        corner={null}
        testPrefix={testPrefix}
        small
      />
    </div>
  )
}
