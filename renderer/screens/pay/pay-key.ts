import type { TenderKind } from '../../../shared/sale/tender.ts'
import type { KeypadKey } from '../../ui/keypad.tsx'

/** What a key of the Pay screen asks for; a keypad key goes into the amount, a tender takes what is in it. */
export type PayKeyAction =
  | { readonly keypad: KeypadKey }
  | { readonly tender: TenderKind }
  | 'cash_exact'
  | 'confirm'
  | 'back'

/** Their keys mean nothing on Sale: pressed a moment too soon they do no harm. Cash has Enter and F10. */
const TENDER_OF_KEY: ReadonlyMap<string, TenderKind> = new Map([
  ['F1', 'wechat'],
  ['F2', 'alipay'],
  ['F3', 'card'],
])

const KEY_OF_TENDER = new Map([...TENDER_OF_KEY].map(([key, kind]) => [kind, key]))

/** The key that records a tender, to show on its button. */
export const keyOfTender = (kind: TenderKind): string | undefined => KEY_OF_TENDER.get(kind)

type PressedKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>

const isDigit = (key: string): key is Extract<KeypadKey, `${number}`> => /^\d$/.test(key)

/** What a key means; null: nothing of ours. `tabbed`: who walked to a button with the Tab key means that button by Enter. */
export const payKey = ({ key, altKey, ctrlKey, metaKey }: PressedKey, tabbed: boolean): PayKeyAction | null => {
  if (altKey || ctrlKey || metaKey) return null
  if (isDigit(key) || key === '.') return { keypad: key }
  const tender = TENDER_OF_KEY.get(key)
  if (tender !== undefined) return { tender }
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
