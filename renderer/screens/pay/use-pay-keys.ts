import { useEffect, useRef } from 'react'
import type { TenderKind } from '../../../shared/sale/tender.ts'
import { isDialogOpen } from '../../ui/dialog.tsx'
import type { KeypadKey } from '../../ui/keypad.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import { type PayKeyAction, payKey } from './pay-key.ts'

type PayKeys = {
  readonly onKey: (key: KeypadKey) => void
  readonly onTender: (kind: TenderKind) => void
  readonly onExact: () => void
  readonly onConfirm: () => void
  readonly onBack: () => void
}

const perform = (action: PayKeyAction, keys: PayKeys): void => {
  const actions = { cash_exact: keys.onExact, confirm: keys.onConfirm, back: keys.onBack }
  if (typeof action === 'string') actions[action]()
  else if ('keypad' in action) keys.onKey(action.keypad)
  else keys.onTender(action.tender)
}

/** The keys of the Pay screen. A key that is held down counts once: the sale is completed by a new press only. */
export const usePayKeys = (keys: PayKeys): void => {
  const tabbed = useRef(false)
  useKeyDown((event) => {
    if (event.key === 'Tab') tabbed.current = true
    if (isDialogOpen()) return
    // A tender that covers what is due loses the focus with its button: then Enter is for the sale again.
    const onButton = tabbed.current && document.activeElement instanceof HTMLButtonElement
    const action = payKey(event, onButton)
    if (action === null) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) perform(action, keys)
  })
  useEffect(() => {
    const onPointerDown = () => {
      tabbed.current = false
    }
    window.addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => window.removeEventListener('pointerdown', onPointerDown, { capture: true })
  }, [])
}
