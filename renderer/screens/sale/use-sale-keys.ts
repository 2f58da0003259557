import { type RefObject, useEffect, useRef } from 'react'
import { parseQuantity } from '../../../shared/money/quantity.ts'
import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { NO_SCAN, readKey, scannedCode } from '../../till/scan-reader.ts'
import { go, useTill } from '../../till/till.ts'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { showDialog, useSaleView } from './sale-view.ts'
import type { SaleActions } from './use-sale-actions.ts'

const isEmpty = () => useTill.getState().order.lines.length === 0

type KeyAction = () => void

/**
 * The keys of the Sale screen, wherever the focus is. Digits wait for `*`, Enter or a letter; a code that came as fast
 * as a scanner types is looked up by itself, whatever stood in the search box before.
 */
export const useSaleKeys = (
  actions: SaleActions,
  payCashExact: () => void,
  searchInput: RefObject<HTMLInputElement | null>,
): void => {
  const { search, findByCode } = useMenu()
  const text = useText()
  const scan = useRef(NO_SCAN)
  const latest = useRef<(event: KeyboardEvent) => void>(() => undefined)

  const enter = (at: number) => {
    const { query } = useSaleView.getState()
    const code = scannedCode(scan.current, at)
    scan.current = NO_SCAN
    const item = findByCode(code ?? query.trim()) ?? (code === null ? search(query)[0] : undefined)
    if (item === undefined) useSaleView.setState({ problem: text('nothingFound', { query: code ?? query }), query: '' })
    else actions.pick(item)
  }

  const star = () => {
    scan.current = NO_SCAN
    const parsed = parseQuantity(useSaleView.getState().query)
    if (parsed.ok) useSaleView.setState({ quantity: parsed.value, query: '', problem: null })
    else useSaleView.setState({ problem: text('quantityWrong'), query: '' })
  }

  const forOrder = (action: KeyAction): KeyAction => (isEmpty() ? () => undefined : action)

  const actionOf = (event: KeyboardEvent): KeyAction | null => {
    const { query, quantity, problem } = useSaleView.getState()
    switch (event.key) {
      case 'F4':
        return forOrder(actions.hold)
      case 'F5':
        return () => showDialog({ kind: 'recall' })
      case 'F7':
        return () => actions.withSelected((line) => showDialog({ kind: 'note', line }))
      case 'F8':
        return forOrder(() => showDialog({ kind: 'discount', line: null }))
      case 'F9':
        return forOrder(() => go('pay'))
      case 'F10':
        return forOrder(payCashExact)
      case 'ArrowUp':
        return () => actions.select(-1)
      case 'ArrowDown':
        return () => actions.select(1)
      case 'Escape':
        if (query === '' && quantity === null && problem === null) return () => useTill.setState({ selected: null })
        return () => useSaleView.setState({ query: '', quantity: null, problem: null })
      case '/':
        return () => searchInput.current?.focus()
      case 'Enter':
        return query.trim() === '' ? null : () => enter(event.timeStamp)
      case '*':
        return query === '' ? null : star
      case '+':
      case '-':
        if (query !== '') return null
        return () => actions.withSelected((line) => actions.step(line, event.key === '+' ? 1 : -1))
      case 'Delete':
        return query === '' ? () => actions.withSelected(actions.remove) : null
      default:
        return null
    }
  }

  latest.current = (event) => {
    if (event.isComposing || isDialogOpen() || useSaleView.getState().dialog !== null) return
    if (event.ctrlKey && event.key === 'p') {
      event.preventDefault()
      void actions.reprint()
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const action = actionOf(event)
    if (action !== null) {
      event.preventDefault()
      event.stopPropagation()
      action()
      return
    }
    if (event.key.length !== 1 || event.key === ' ') return
    scan.current = readKey(scan.current, event.key, event.timeStamp)
    if (document.activeElement !== searchInput.current) searchInput.current?.focus()
  }

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => latest.current(event)
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
