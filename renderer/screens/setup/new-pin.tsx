import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { isPin } from '../sign-in/is-pin.ts'
import { PinPair } from '../sign-in/pin-pair.tsx'

/** A new PIN, typed twice; `pin` is null until both are the same and have the shape of one. */
export const useNewPin = () => {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  return { first, setFirst, second, setSecond, pin: isPin(first) && first === second ? first : null }
}

type NewPinProps = {
  readonly typed: ReturnType<typeof useNewPin>
  /** Whether what is wrong is said already. */
  readonly asked: boolean
  readonly onSubmit: () => void
}

/** The two fields of a new manager's PIN with their keypad. */
export const NewPin = ({ typed, asked, onSubmit }: NewPinProps) => {
  const text = useText()
  const { first, second } = typed
  return (
    <PinPair
      first={{
        label: text('newPin'),
        value: first,
        onChange: typed.setFirst,
        error: asked && !isPin(first) ? text('pinShape') : null,
        testId: 'setup-pin',
      }}
      second={{
        label: text('newPinAgain'),
        value: second,
        onChange: typed.setSecond,
        error: asked && first !== second ? text('pinsDiffer') : null,
        onSubmit,
        testId: 'setup-pin-again',
      }}
      testPrefix="setup-pin-key"
    />
  )
}
