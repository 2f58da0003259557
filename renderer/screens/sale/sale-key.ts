/** What a key of the Sale screen asks for. `nothing`: the key is ours, but there is nothing to do now. */
export type SaleKeyAction =
  | 'hold'
  | 'recall'
  | 'note'
  | 'discount'
  | 'pay'
  | 'cash_exact'
  | 'line_up'
  | 'line_down'
  | 'unselect'
  | 'clear_typed'
  | 'search'
  | 'add_first_hit'
  | 'take_quantity'
  | 'one_more'
  | 'one_less'
  | 'remove_line'
  | 'kitchen'
  | 'check'
  | 'reprint_last'
  | 'drawer'
  | 'nothing'

/** A key as the browser reports it. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** What a key's meaning depends on. */
export type SaleKeyState = {
  readonly query: string
  /** Whether there is a quantity or a problem on the screen that Esc would clear. */
  readonly hasQuantity: boolean
  readonly hasProblem: boolean
  readonly isOrderEmpty: boolean
}

const ALWAYS: ReadonlyMap<string, SaleKeyAction> = new Map([
  ['F5', 'recall'],
  ['F7', 'note'],
  ['F12', 'drawer'],
  ['ArrowUp', 'line_up'],
  ['ArrowDown', 'line_down'],
  ['/', 'search'],
])

const WITH_LINES: ReadonlyMap<string, SaleKeyAction> = new Map([
  ['F4', 'hold'],
  ['F6', 'kitchen'],
  ['F8', 'discount'],
  ['F9', 'pay'],
  ['F10', 'cash_exact'],
])

const WITHOUT_QUERY: ReadonlyMap<string, SaleKeyAction> = new Map([
  ['+', 'one_more'],
  ['-', 'one_less'],
  ['Delete', 'remove_line'],
])

/** Digits wait in the search box for one of these. */
const AFTER_QUERY: ReadonlyMap<string, SaleKeyAction> = new Map([
  ['*', 'take_quantity'],
  ['Enter', 'add_first_hit'],
])

/** What a key means on the Sale screen; null: nothing of ours, the search box or the browser has it. */
export const saleKey = (pressed: PressedKey, state: SaleKeyState): SaleKeyAction | null => {
  const { key, altKey, ctrlKey, metaKey } = pressed
  if (ctrlKey && key === 'p') return 'reprint_last'
  if (ctrlKey && key === 'b') return state.isOrderEmpty ? 'nothing' : 'check'
  if (altKey || ctrlKey || metaKey) return null
  if (key === 'Escape') {
    return state.query === '' && !state.hasQuantity && !state.hasProblem ? 'unselect' : 'clear_typed'
  }
  const withLines = WITH_LINES.get(key)
  if (withLines !== undefined) return state.isOrderEmpty ? 'nothing' : withLines
  const byQuery = state.query.trim() === '' ? WITHOUT_QUERY : AFTER_QUERY
  return ALWAYS.get(key) ?? byQuery.get(key) ?? null
}

/** Whether a key writes something: it belongs in the search box, wherever the focus is. */
export const isTyped = ({ key, altKey, ctrlKey, metaKey }: PressedKey): boolean =>
  !altKey && !ctrlKey && !metaKey && key.length === 1 && key !== ' '
