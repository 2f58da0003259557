import { create } from 'zustand'
import type { EpochBegun } from '../../shared/bridge/app-methods.ts'
import type { Settings } from '../../shared/bridge/settings-methods.ts'
import type { Staff } from '../../shared/bridge/staff-methods.ts'
import type { Fen } from '../../shared/money/fen.ts'
import { emptyOrder, type Order } from '../../shared/sale/order.ts'
import type { Tender } from '../../shared/sale/tender.ts'
import type { Findings } from '../journal/findings.ts'
import type { OpenRefusal, Place } from '../journal/journal.ts'
import type { ShiftRow, TillFacts } from '../journal/rows.ts'
import { newId } from './new-id.ts'

/** The screens, by name; screens/route-screen.tsx shows them. */
export type Route =
  | 'setup'
  | 'sign-in'
  | 'open-shift'
  | 'sale'
  | 'pay'
  | 'done'
  | 'shift'
  | 'today'
  | 'invoice'
  | 'paper'
  | 'about'
  | 'recovered'
  | 'new-epoch'
  | 'stopped'

/** Why the till does not sell: the journal was refused, or lost what could not be brought back while it was open. */
export type StopReason = OpenRefusal | 'database_gone'

/** A sale as the Done screen shows it. `already`: it had been rung up before, nothing new was stored. */
export type DoneSale = Place & {
  readonly orderId: string
  readonly receiptNo: string
  readonly total: Fen
  readonly change: Fen
  readonly tenders: readonly Tender[]
  readonly already: boolean
}

/** What is on the screen. Nothing in here is durable: orders are kept as drafts, sales in the journal. */
export type Till = {
  readonly route: Route
  /** Where the sale stands that the invoice screen is about. */
  readonly subject: Place | null
  /** Why nothing is sold. `carriedOn`: the second copy and head office still get what the journal holds. */
  readonly stop: {
    readonly reason: StopReason
    readonly detail: string
    readonly carriedOn: boolean
    readonly findings: Findings | null
    /** Goes on in a new epoch without waiting for head office; null where that is not to be chosen. */
    readonly goOn: (() => void) | null
  } | null
  /** What was brought back when the till was opened, until a person has read it. */
  readonly recovered: Findings | null
  /** Why the till has begun a new epoch when it was opened, until a person has read it. */
  readonly newEpoch: EpochBegun | null
  readonly settings: Settings
  readonly facts: TillFacts | null
  readonly staff: Staff | null
  readonly shift: ShiftRow | null
  readonly order: Order
  /** The line that keys act on. */
  readonly selected: string | null
  readonly tenders: readonly Tender[]
  /** A sale is being committed: its buttons wait, and a second press does nothing. */
  readonly selling: boolean
  readonly done: DoneSale | null
  /** The last sale before the app stopped, if it was never shown as done. */
  readonly notShown: DoneSale | null
}

const SETTINGS_BEFORE_START: Settings = {
  language: 'zh',
  theme: 'system',
  cashierDiscountBp: 1000,
  printers: [
    { id: 'front', name: '前台', address: { kind: 'virtual' }, profile: '80mm', columns: 48, abilities: null },
  ],
  receiptPrinter: 'front',
}

/** The till before anything was read. */
export const tillAtStart = (): Till => ({
  route: 'sign-in',
  subject: null,
  stop: null,
  recovered: null,
  newEpoch: null,
  settings: SETTINGS_BEFORE_START,
  facts: null,
  staff: null,
  shift: null,
  order: emptyOrder(newId()),
  selected: null,
  tenders: [],
  selling: false,
  done: null,
  notShown: null,
})

/** The state of the screen; read it with a selector: useTill((till) => till.order). */
export const useTill = create<Till>(tillAtStart)

/** Shows another screen; `subject` is where the sale stands that it is about. */
export const go = (route: Route, subject: Place | null = null): void => useTill.setState({ route, subject })

/** Stops selling and says why; `findings`: what was found in the copies. */
export const stopSelling = (
  reason: StopReason,
  detail: string,
  {
    carriedOn = false,
    findings = null,
    goOn = null,
  }: {
    readonly carriedOn?: boolean
    readonly findings?: Findings | null
    readonly goOn?: (() => void) | null
  } = {},
): void => useTill.setState({ route: 'stopped', stop: { reason, detail, carriedOn, findings, goOn } })
