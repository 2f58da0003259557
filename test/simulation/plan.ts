import { seededRandom } from '../demo/seeded-random.ts'
import { LINE_FAULTS, type LineFault } from './model-network.ts'
import { PRINTER_FAULTS, type PrinterFault } from './model-printer.ts'

/** One thing that goes wrong. Lengths are counted in events, not in milliseconds. */
export type Fault = { readonly at: number } & (
  | { readonly kind: 'stop'; readonly how: Stop }
  /** The till stops in the middle: before its nth change of the disk from then on. */
  | { readonly kind: 'stop_at_disk'; readonly how: 'kill' | 'power'; readonly changes: number }
  | { readonly kind: 'stop_at_commit'; readonly how: 'kill' | 'power'; readonly stored: boolean }
  | { readonly kind: 'commit_fails'; readonly name: 'QuotaExceededError' | 'AbortError'; readonly stored: boolean }
  | { readonly kind: 'database_wiped'; readonly stops: boolean }
  | { readonly kind: 'disk_full'; readonly lasts: number }
  | { readonly kind: 'bit_flipped' }
  | { readonly kind: 'line'; readonly fault: LineFault; readonly lasts: number }
  | { readonly kind: 'office_dies'; readonly moment: 'before commit' | 'after commit' }
  | { readonly kind: 'office_rolled_back'; readonly share: number }
  | { readonly kind: 'printer'; readonly fault: PrinterFault; readonly lasts: number }
  | { readonly kind: 'clock'; readonly years: number }
)

/** How a till ends: its process is killed, its power is cut, or only its window goes. */
export type Stop = 'kill' | 'power' | 'window'

/** A whole run, said in advance: the same plan gives the same run. */
export type Plan = { readonly seed: number; readonly orders: number; readonly faults: readonly Fault[] }

const EVENTS_OF_A_START = 25
const EVENTS_OF_A_SALE = 25

/** Draws a plan from a seed: a few sales, and up to five things that go wrong somewhere among them. */
export const drawPlan = (seed: number): Plan => {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  const orders = 1 + below(5)
  const span = EVENTS_OF_A_START + orders * EVENTS_OF_A_SALE
  const lasts = () => 1 + below(40)
  const makers: readonly (() => Fault)[] = [
    () => ({ at: below(span), kind: 'stop', how: pick(['kill', 'power', 'window']) }),
    () => ({ at: below(span), kind: 'stop_at_disk', how: pick(['kill', 'power']), changes: below(12) }),
    () => ({ at: below(span), kind: 'stop_at_disk', how: 'power', changes: below(12) }),
    () => ({ at: below(span), kind: 'stop_at_commit', how: pick(['kill', 'power']), stored: random() < 0.5 }),
    () => ({
      at: below(span),
      kind: 'commit_fails',
      name: pick(['QuotaExceededError', 'AbortError']),
      stored: random() < 0.5,
    }),
    () => ({ at: below(span), kind: 'database_wiped', stops: random() < 0.5 }),
    () => ({ at: below(span), kind: 'disk_full', lasts: lasts() }),
    () => ({ at: below(span), kind: 'bit_flipped' }),
    () => ({ at: below(span), kind: 'line', fault: pick(LINE_FAULTS), lasts: lasts() }),
    () => ({ at: below(span), kind: 'line', fault: pick(LINE_FAULTS), lasts: lasts() }),
    () => ({ at: below(span), kind: 'office_dies', moment: pick(['before commit', 'after commit']) }),
    () => ({ at: below(span), kind: 'office_rolled_back', share: random() }),
    () => ({ at: below(span), kind: 'printer', fault: pick(PRINTER_FAULTS), lasts: lasts() }),
    () => ({ at: below(span), kind: 'clock', years: pick([-10, 10]) }),
  ]
  const faults = Array.from({ length: below(6) }, () => pick(makers)())
  return { seed, orders, faults: faults.sort((one, other) => one.at - other.at) }
}
