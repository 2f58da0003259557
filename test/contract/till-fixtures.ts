import type { Journal } from '../../renderer/journal/journal.ts'
import { tillAtStart, useTill } from '../../renderer/till/till.ts'
import type { Staff } from '../../shared/bridge/staff-methods.ts'
import { type BridgeDouble, makeBridgeDouble } from './bridge-double.ts'
import { CONTEXT, freshDatabase, genesis, openedJournal, shiftOpened } from './journal-fixtures.ts'

/** Who may approve. */
export const MANAGER: Staff = { id: 'wang-fang', name: '王芳', role: 'manager' }
/** Who may not. */
export const CASHIER: Staff = { id: 'li-lei', name: '李雷', role: 'cashier' }

/** A till that was just set up, nothing on its screen, with this person signed in. */
export const newTill = async (staff: Staff, double: BridgeDouble = makeBridgeDouble()): Promise<Journal> => {
  double.mirror.lines.length = 0
  const journal = await openedJournal(double, freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  useTill.setState(tillAtStart(), true)
  useTill.setState({ staff, facts: journal.facts() })
  return journal
}

/** The same with the day's shift open. */
export const tillInShift = async (staff: Staff, double: BridgeDouble = makeBridgeDouble()): Promise<Journal> => {
  const journal = await newTill(staff, double)
  await journal.commit(shiftOpened, CONTEXT)
  useTill.setState({ shift: journal.openShift() })
  return journal
}
