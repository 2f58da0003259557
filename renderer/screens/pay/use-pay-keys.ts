import { useEffect, useRef } from 'react'
import { isDialogOpen } from '../../ui/dialog.tsx'
import type { KeypadKey } from '../../ui/keypad.tsx'

type PayKeys = {
  readonly onKey: (key: KeypadKey) => void
  readonly onExact: () => void
  readonly onConfirm: () => void
  readonly onBack: () => void
}

const KEYPAD_KEYS: Record<string, KeypadKey> = { '.': '.', Backspace: 'back' }

const actionOf = (event: KeyboardEvent, keys: PayKeys, tabbed: boolean): (() => void) | null => {
  const typed = /^\d$/.test(event.key) ? (event.key as KeypadKey) : KEYPAD_KEYS[event.key]
  if (typed !== undefined) return () => keys.onKey(typed)
  switch (event.key) {
    case 'F10':
      return keys.onExact
    case 'Escape':
      return keys.onBack
    case 'Enter':
      // Who walked to a button with the Tab key means that button.
      return tabbed ? null : keys.onConfirm
    default:
      return null
  }
}

/** The keys of the Pay screen. A key that is held down counts once: the sale is completed by a new press only. */
export const usePayKeys = (keys: PayKeys): void => {
  const latest = useRef(keys)
  latest.current = keys
  const tabbed = useRef(false)
  useEffect(() => {
    const onPointerDown = () => {
      tabbed.current = false
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') tabbed.current = true
      if (isDialogOpen() || event.altKey || event.ctrlKey || event.metaKey) return
      const action = actionOf(event, latest.current, tabbed.current)
      if (action === null) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) action()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
      window.removeEventListener('pointerdown', onPointerDown, { capture: true })
    }
  }, [])
}
