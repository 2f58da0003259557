import type { Settings } from '../../shared/bridge/settings-methods.ts'
import type { Staff } from '../../shared/bridge/staff-methods.ts'
import { emptyOrder } from '../../shared/sale/order.ts'
import { useLanguage } from '../i18n/use-text.ts'
import type { Journal } from '../journal/journal.ts'
import type { ShiftRow } from '../journal/rows.ts'
import { newId } from './new-id.ts'
import { today } from './shift.ts'
import { go, type Route, useTill } from './till.ts'

/** Takes what the journal says about the restaurant and the open shift onto the screen. */
export const readJournal = (journal: Journal): void =>
  useTill.setState({ facts: journal.facts(), shift: journal.openShift() })

const firstScreen = (shift: ShiftRow | null, date: string): Route => {
  if (shift === null) return 'open-shift'
  // A shift that was left open would put today's sales into the accounts of an earlier date.
  return shift.businessDate === date ? 'sale' : 'shift'
}

/** Signs somebody in and goes to where they can work: the sale, opening a shift, or the shift that was left open. */
export const signIn = (journal: Journal, staff: Staff, date = today()): void => {
  const shift = journal.openShift()
  useTill.setState({ staff, facts: journal.facts(), shift })
  go(firstScreen(shift, date))
}

/** Locks the till; the order stays on it. */
export const lock = (): void => useTill.setState({ staff: null, route: 'sign-in' })

/** Shows the settings that were read or written: language, theme, discount limit, printer. */
export const applySettings = (settings: Settings): void => {
  useTill.setState({ settings })
  useLanguage.setState({ language: settings.language })
  document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en'
  document.documentElement.dataset.theme = settings.theme
}

/** Clears the screen for the next guest. */
export const nextOrder = (): void =>
  useTill.setState({ order: emptyOrder(newId()), selected: null, tenders: [], done: null, route: 'sale' })
