import type { Settings, Staff } from '../../shared/bridge/bridge.ts'
import { emptyOrder } from '../../shared/sale/order.ts'
import { useLanguage } from '../i18n/use-text.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from './new-id.ts'
import { go, useTill } from './till.ts'

/** Takes what the journal says about the restaurant and the open shift onto the screen. */
export const readJournal = (journal: Journal): void =>
  useTill.setState({ facts: journal.facts(), shift: journal.openShift() })

/** Signs somebody in and goes to where they can work: the sale, or opening a shift. */
export const signIn = (journal: Journal, staff: Staff): void => {
  useTill.setState({ staff, facts: journal.facts(), shift: journal.openShift() })
  go(journal.openShift() === null ? 'open-shift' : 'sale')
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
