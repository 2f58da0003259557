import { type RefObject, useRef } from 'react'
import { parseQuantity } from '../../../shared/money/quantity.ts'
import { useText } from '../../i18n/use-text.ts'
import { useMenu } from '../../till/parts.ts'
import { NO_SCAN, readKey, scannedCode } from '../../till/scan-reader.ts'
import { go, useTill } from '../../till/till.ts'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import { isTyped, type SaleKeyAction, saleKey } from './sale-key.ts'
import { showDialog, useSaleView } from './sale-view.ts'
import type { SaleActions } from './use-sale-actions.ts'

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

  const addFirstHit = (at: number) => {
    const { query } = useSaleView.getState()
    const code = scannedCode(scan.current, at)
    scan.current = NO_SCAN
    const item = findByCode(code ?? query.trim()) ?? (code === null ? search(query)[0] : undefined)
    if (item === undefined) useSaleView.setState({ problem: text('nothingFound', { query: code ?? query }), query: '' })
    else actions.pick(item)
  }

  const takeQuantity = () => {
    scan.current = NO_SCAN
    const parsed = parseQuantity(useSaleView.getState().query)
    if (parsed.ok) useSaleView.setState({ quantity: parsed.value, query: '', problem: null })
    else useSaleView.setState({ problem: text('quantityWrong'), query: '' })
  }

  const perform: Record<SaleKeyAction, (event: KeyboardEvent) => void> = {
    hold: actions.hold,
    recall: () => showDialog({ kind: 'recall' }),
    note: () => actions.withSelected((line) => showDialog({ kind: 'note', line })),
    discount: () => showDialog({ kind: 'discount', line: null }),
    pay: () => go('pay'),
    cash_exact: payCashExact,
    line_up: () => actions.select(-1),
    line_down: () => actions.select(1),
    unselect: () => useTill.setState({ selected: null }),
    clear_typed: () => useSaleView.setState({ query: '', quantity: null, problem: null }),
    search: () => searchInput.current?.focus(),
    add_first_hit: (event) => addFirstHit(event.timeStamp),
    take_quantity: takeQuantity,
    one_more: () => actions.withSelected((line) => actions.step(line, 1)),
    one_less: () => actions.withSelected((line) => actions.step(line, -1)),
    remove_line: () => actions.withSelected(actions.remove),
    kitchen: () => void actions.kitchen(),
    check: () => void actions.check(),
    drawer: () => showDialog({ kind: 'drawer' }),
    reprint_last: () => void actions.reprint(),
    nothing: () => undefined,
  }

  useKeyDown((event) => {
    const { query, quantity, problem, dialog } = useSaleView.getState()
    if (event.isComposing || isDialogOpen() || dialog !== null) return
    const isOrderEmpty = useTill.getState().order.lines.length === 0
    const state = { query, hasQuantity: quantity !== null, hasProblem: problem !== null, isOrderEmpty }
    const action = saleKey(event, state)
    if (action !== null) {
      event.preventDefault()
      event.stopPropagation()
      return perform[action](event)
    }
    if (!isTyped(event)) return
    scan.current = readKey(scan.current, event.key, event.timeStamp)
    if (document.activeElement !== searchInput.current) searchInput.current?.focus()
  })
}
