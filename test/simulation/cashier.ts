import type { Followers } from '../../renderer/followers/start-followers.ts'
import type { CommitResult, Journal } from '../../renderer/journal/journal.ts'
import type { ShiftRow } from '../../renderer/journal/rows.ts'
import type { EntryBody, EntryOf } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { fen } from '../../shared/money/fen.ts'
import { expectedCash } from '../../shared/shift/shift-totals.ts'
import { DATE, genesis, idOf, saleOf } from '../contract/journal-fixtures.ts'
import type { Step } from './plan.ts'
import { must } from './violation.ts'

const DONE_PATIENCE_MS = 3_000
const MANAGER = 'wang-fang'

/** What a cashier works with; `day` is what is to be done before the world heals. */
export type Cashier = {
  readonly journal: Journal
  readonly followers: Followers
  readonly day: readonly Step[]
  /** Steps that are done, as guests and staff remember it: it outlives the till. */
  readonly finished: Set<string>
  readonly isHealed: () => boolean
  readonly random: () => number
  readonly pause: (ms: number) => Promise<void>
  readonly note: (what: string) => void
  /** The screen says done. */
  readonly onDone: (seq: number, line: string) => void
  /** Starts the till again. */
  readonly restart: (why: string) => void
}

/** What a step is called in the memory of the staff. */
const nameOf = (step: Step): string => `${step.kind} ${step.kind === 'close' ? step.shift : step.order}`

const shiftIdOf = (shift: number): string => idOf(900 + shift)

/** The order that is sold once the world has healed. */
const lastOrder = (day: readonly Step[]): Step => ({
  kind: 'sell',
  order: 1 + Math.max(0, ...day.map((step) => (step.kind === 'sell' ? step.order : 0))),
})

/** Whether everything is done, the sale after the trouble included. */
export const isDayOver = (day: readonly Step[], finished: ReadonlySet<string>): boolean =>
  [...day, lastOrder(day)].every((step) => finished.has(nameOf(step)))

/** Opens the next shift; one that was closed without anybody hearing of it is remembered as closed. */
const openShift = async ({ journal, finished }: Cashier): Promise<void> => {
  let shift = 0
  while (finished.has(nameOf({ kind: 'close', shift }))) shift += 1
  const shiftId = shiftIdOf(shift)
  const known = await journal.shiftById(shiftId)
  if (known?.closedSeq != null) finished.add(nameOf({ kind: 'close', shift }))
  else {
    const body = { shiftId, businessDate: DATE, float: fen(50_000) }
    await journal.commit({ kind: 'SHIFT_OPENED', body }, { by: MANAGER, shift: shiftId })
  }
}

type Content = Parameters<Journal['commit']>[0]

const contextOf = (journal: Journal) => ({ by: MANAGER, shift: journal.openShift()?.shiftId ?? null })

const refundOf = (sale: { readonly hash: string; readonly entry: EntryOf<'SALE'> }, order: number): EntryBody => {
  const { till, epoch, seq, body } = sale.entry
  const { receiptNo, businessDate, lines, rateBp, subtotal, discount, total, net, tax } = body
  const totals = { rateBp, subtotal, discount, total, net, tax }
  const of = { till, epoch, seq, hash: sale.hash }
  const how = { refundId: idOf(5_000 + order), businessDate, reason: '退货', approvedBy: MANAGER }
  return {
    kind: 'REFUND',
    body: { ...how, of, receiptNo, lines, ...totals, tenders: [{ kind: 'cash', amount: total }] },
  }
}

/** Closes a shift over a drawer that holds what it should. */
const closingOf = ({ shiftId, businessDate, openedSeq, float, totals }: ShiftRow, z: number): EntryBody => {
  const expected = expectedCash(float, totals)
  const cash = { float, counted: expected, expected, over: fen(0) }
  return { kind: 'SHIFT_CLOSED', body: { shiftId, businessDate, z, fromSeq: openedSeq, ...cash, totals } }
}

/** What a step commits; null where it cannot be known now or is done already. */
const contentOf = async (step: Step, { journal, finished }: Cashier): Promise<Content | null> => {
  switch (step.kind) {
    case 'sell':
      return ({ receiptNo }) => saleOf(step.order, 1_000 + step.order, receiptNo)
    case 'refund': {
      const row = await journal.saleByOrder(idOf(step.order))
      const sale = row && (await journal.entryBySeq(row.seq))
      return sale?.entry.kind === 'SALE' ? refundOf({ ...sale, entry: sale.entry }, step.order) : null
    }
    case 'close': {
      const shift = await journal.shiftById(shiftIdOf(step.shift))
      if (shift?.closedSeq != null) finished.add(nameOf(step))
      const open = journal.openShift()
      if (open?.shiftId !== shiftIdOf(step.shift)) return null
      return ({ z }) => closingOf(journal.openShift() ?? open, z)
    }
  }
}

/** Why nothing was committed, and what a person then does. */
const afterRefusal = async (step: Step, refusal: CommitResult | undefined, cashier: Cashier): Promise<void> => {
  if (refusal?.ok !== false) return
  cashier.note(`${nameOf(step)} is refused: ${refusal.reason} ${refusal.detail}`)
  if (refusal.reason === 'database_gone') cashier.restart('since its journal is gone')
  if (refusal.reason === 'no_open_shift') await openShift(cashier)
}

/** Presses Enter, sometimes twice; true once the step is done. A refusal leaves it on the screen. */
const take = async (step: Step, cashier: Cashier): Promise<boolean> => {
  const { journal, followers, finished, random, note } = cashier
  const content = await contentOf(step, cashier)
  if (content === null) {
    if (finished.has(nameOf(step))) return true
    // The sale is on no list: a wiped database is not looked at before something is written, or at a start.
    cashier.restart(`since ${nameOf(step)} is not to be found`)
    return false
  }
  const press = () => journal.commit(content, contextOf(journal))
  const results = await Promise.all(random() < 0.3 ? [press(), press()] : [press()])
  const hashes = new Set(results.flatMap((result) => (result.ok ? [result.sealed.hash] : [])))
  must(hashes.size <= 1, () => `${nameOf(step)} was done as ${hashes.size} entries`)
  const first = results.find((result) => result.ok)
  if (first === undefined) {
    await afterRefusal(step, results[0], cashier)
    return false
  }
  const { seq } = first.sealed.entry
  finished.add(nameOf(step))
  const kept = await followers.durable(seq, DONE_PATIENCE_MS)
  note(`${nameOf(step)} is number ${seq}: ${kept}`)
  if (kept === 'done') cashier.onDone(seq, toLine(first.sealed))
  return true
}

/** Sets the till up if it is new, opens the shift, does what is left of the day, and sells once more after the trouble. */
export const workTheTill = async (cashier: Cashier): Promise<void> => {
  const { journal, day, finished, pause } = cashier
  const until = async (step: Step) => {
    while (!finished.has(nameOf(step))) if (!(await take(step, cashier))) await pause(500)
  }
  while (journal.isNew()) {
    await journal.commit(genesis, { by: null, shift: null })
    await pause(100)
  }
  while (journal.openShift() === null) {
    await openShift(cashier)
    await pause(100)
  }
  for (const step of day) {
    await pause(1_500)
    await until(step)
  }
  // A wiped database is found by the next sale.
  while (!cashier.isHealed()) await pause(1_500)
  await until(lastOrder(day))
}
