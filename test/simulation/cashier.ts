import type { Followers } from '../../renderer/followers/start-followers.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { toLine } from '../../shared/journal/line.ts'
import { CONTEXT, genesis, saleOf, shiftOpened } from '../contract/journal-fixtures.ts'
import { must } from './violation.ts'

const DONE_PATIENCE_MS = 3_000

/** What a cashier works with; `orders` is how many are to be sold before the world heals. */
export type Cashier = {
  readonly journal: Journal
  readonly followers: Followers
  readonly orders: number
  /** Orders that are sold, as the guests remember it: it outlives the till. */
  readonly sold: Set<number>
  readonly isHealed: () => boolean
  readonly random: () => number
  readonly pause: (ms: number) => Promise<void>
  readonly note: (what: string) => void
  /** The screen says done. */
  readonly onDone: (seq: number, line: string) => void
  /** Starts the till again. */
  readonly restart: (why: string) => void
}

const openShift = (journal: Journal) => journal.commit(shiftOpened, { by: 'wang-fang', shift: null })

/** Presses Enter, sometimes twice; true once the order is sold. A refusal leaves the order on the screen. */
const sell = async (order: number, cashier: Cashier): Promise<boolean> => {
  const { journal, followers, random, note } = cashier
  const press = () => journal.commit(({ receiptNo }) => saleOf(order, 1_000 + order, receiptNo), CONTEXT)
  const results = await Promise.all(random() < 0.3 ? [press(), press()] : [press()])
  const hashes = new Set(results.flatMap((result) => (result.ok ? [result.sealed.hash] : [])))
  must(hashes.size <= 1, () => `order ${order} was sold as ${hashes.size} sales`)
  const first = results.find((result) => result.ok)
  if (first === undefined) {
    const [refusal] = results
    if (refusal?.ok !== false) return false
    note(`order ${order} is refused: ${refusal.reason} ${refusal.detail}`)
    if (refusal.reason === 'database_gone') cashier.restart('since its journal is gone')
    if (refusal.reason === 'no_open_shift') await openShift(journal)
    return false
  }
  const { seq } = first.sealed.entry
  cashier.sold.add(order)
  const kept = await followers.durable(seq, DONE_PATIENCE_MS)
  note(`order ${order} is number ${seq}: ${kept}`)
  if (kept === 'done') cashier.onDone(seq, toLine(first.sealed))
  return true
}

/** Sets the till up if it is new, opens the shift, sells what is left to sell, and once more after the trouble. */
export const workTheTill = async (cashier: Cashier): Promise<void> => {
  const { journal, orders, sold, pause } = cashier
  const until = async (order: number) => {
    while (!sold.has(order)) if (!(await sell(order, cashier))) await pause(500)
  }
  while (journal.isNew()) {
    await journal.commit(genesis, { by: null, shift: null })
    await pause(100)
  }
  while (journal.openShift() === null) {
    await openShift(journal)
    await pause(100)
  }
  for (let order = 1; order <= orders; order += 1) {
    await pause(1_500)
    await until(order)
  }
  // A wiped database is found by the next sale.
  while (!cashier.isHealed()) await pause(1_500)
  await until(orders + 1)
}
