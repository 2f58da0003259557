import { useLayoutEffect, useRef } from 'react'

/**
 * Hears each key that is pressed, wherever the focus is and before anything on the page does. It hears from the moment on when
 * the page shows what the keys are for, not from some time after painting: who types at once loses no key.
 */
export const useKeyDown = (hear: (event: KeyboardEvent) => void): void => {
  const latest = useRef(hear)
  latest.current = hear
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => latest.current(event)
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
