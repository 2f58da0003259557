import { Button } from './button.tsx'

const ROWS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

/** What a keypad can do to the text it types into. */
export type KeypadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | 'back'

/** The text after a key: 'back' removes the last character; nothing grows past `limit` characters. */
export const typeKey = (text: string, key: KeypadKey, limit = 10): string => {
  if (key === 'back') return text.slice(0, -1)
  if (key === '.' && text.includes('.')) return text
  const next = key === '.' && text === '' ? '0.' : `${text}${key}`
  const decimals = next.split('.')[1] ?? ''
  return next.length > limit || decimals.length > 2 ? text : next.replace(/^0+(?=\d)/, '')
}

/** The digits after a key, as they come: a PIN and a count may begin with 0. Never more than `limit`. */
export const typeDigits = (text: string, key: KeypadKey, limit: number): string => {
  if (key === 'back') return text.slice(0, -1)
  return key === '.' || text.length + key.length > limit ? text : `${text}${key}`
}

type KeypadProps = {
  readonly onKey: (key: KeypadKey) => void
  readonly backLabel: string
  /** The key at the lower left: a decimal point for amounts, 00 for whole ones, nothing for PINs. */
  readonly corner?: '.' | '00' | null
  readonly testPrefix?: string
  /** Where it stands in a form among fields. */
  readonly small?: boolean
}

/** Twelve keys of 72 px, or lower ones in a form, in the order of a calculator. */
export const Keypad = ({ onKey, backLabel, corner = '.', testPrefix = 'keypad', small = false }: KeypadProps) => {
  const key = (value: KeypadKey, label?: string) => (
    <Button key={value} onPress={() => onKey(value)} label={label ?? value} testId={`${testPrefix}-${value}`} keepFocus>
      {value === 'back' ? '⌫' : value}
    </Button>
  )
  return (
    <div className={small ? 'keypad keypad-small' : 'keypad'}>
      {ROWS.map((digit) => key(digit))}
      {corner === null ? <span /> : key(corner)}
      {key('0')}
      {key('back', backLabel)}
    </div>
  )
}
