import type { KeypadKey } from '../../ui/keypad.tsx'

/** What a key of the Pay screen asks for; a keypad key goes into the amount. */
export type PayKeyAction = { readonly keypad: KeypadKey } | 'cash_exact' | 'confirm' | 'back'

type PressedKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>

const isDigit = (key: string): key is Extract<KeypadKey, `${number}`> => /^\d$/.test(key)

/** What a key means; null: nothing of ours. `tabbed`: who walked to a button with the Tab key means that button by Enter. */
export const payKey = ({ key, altKey, ctrlKey, metaKey }: PressedKey, tabbed: boolean): PayKeyAction | null => {
  if (altKey || ctrlKey || metaKey) return null
  if (isDigit(key) || key === '.') return { keypad: key }
  switch (key) {
    case 'Backspace':
      return { keypad: 'back' }
    case 'F10':
      return 'cash_exact'
    case 'Escape':
      return 'back'
    case 'Enter':
      return tabbed ? null : 'confirm'
    default:
      return null
  }
}
