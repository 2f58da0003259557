import { useText } from '../../i18n/use-text.ts'
import { useStanding } from '../../till/standing.ts'
import { Notice } from '../../ui/notice.tsx'

/** Says that the drawer is open, where the printer tells. */
export const DrawerIsOpen = () => {
  const text = useText()
  const isOpen = useStanding(({ printer }) => printer?.drawerOpen ?? false)
  return isOpen ? <Notice testId="drawer-is-open">{text('drawerIsOpen')}</Notice> : null
}
