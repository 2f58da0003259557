import { useRef } from 'react'
import { NO_SCAN, readKey, scannedCode } from '../../till/scan-reader.ts'
import { useKeyDown } from '../../ui/use-key-down.ts'

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
  const scan = useRef(NO_SCAN)
  const tabbed = useRef(false)
  const actionOf = (event: KeyboardEvent): (() => void) | null => {
    if (event.key !== 'Enter') {
      const option = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0) : -1
      return option < 0 ? null : () => keys.choose(option)
    }
    const scanned = scannedCode(scan.current, event.timeStamp) !== null
    return scanned ? () => undefined : tabbed.current ? null : keys.confirm
  }
  useKeyDown((event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    if (event.key === 'Tab') tabbed.current = true
    const action = actionOf(event)
    if (event.key.length === 1) scan.current = readKey(scan.current, event.key, event.timeStamp)
    if (action === null) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) action()
  })
}
