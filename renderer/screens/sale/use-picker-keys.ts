import { useEffect, useRef } from 'react'
import { NO_SCAN, readKey, scannedCode } from '../../till/scan-reader.ts'

type PickerKeys = {
  readonly choose: (option: number) => void
  /** null while a required choice is missing. */
  readonly confirm: (() => void) | null
}

/** The letter that chooses an option, counted over all pickers from 0; null past Z. */
export const letterOf = (option: number): string | null =>
  option < 26 ? String.fromCharCode('A'.charCodeAt(0) + option) : null

/**
 * Letters choose, Enter confirms. Not digits: a barcode that is scanned while a picker is open must not choose anything,
 * and its Enter must not confirm.
 */
export const usePickerKeys = (keys: PickerKeys): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    let scan = NO_SCAN
    let tabbed = false
    const actionOf = (event: KeyboardEvent): (() => void) | null => {
      if (event.key !== 'Enter') {
        const option = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0) : -1
        return option < 0 ? null : () => latest.current.choose(option)
      }
      const scanned = scannedCode(scan, event.timeStamp) !== null
      return scanned ? () => undefined : tabbed ? null : latest.current.confirm
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
      if (event.key === 'Tab') tabbed = true
      const action = actionOf(event)
      if (event.key.length === 1) scan = readKey(scan, event.key, event.timeStamp)
      if (action === null) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) action()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
