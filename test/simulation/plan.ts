import { seededRandom } from '../demo/seeded-random.ts'
import { LINE_FAULTS, type LineFault } from './model-network.ts'
import { PRINTER_FAULTS, type PrinterFault } from './model-printer.ts'

/** One thing that goes wrong, at one of the tills where it concerns one. Lengths are counted in events, not in milliseconds. */
export type Fault = { readonly at: number; readonly till: number } & (
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

/** What a cashier has to do next: sell an order, give an earlier one back, or close the shift. */
export type Step =
  | { readonly kind: 'sell'; readonly order: number }
  | { readonly kind: 'refund'; readonly order: number }
  | { readonly kind: 'close'; readonly shift: number }

/** A whole run, said in advance: the same plan gives the same run. `days` is what each till is to do. */
export type Plan = {
  readonly seed: number
  readonly days: readonly (readonly Step[])[]
  readonly faults: readonly Fault[]
}

const EVENTS_OF_A_START = 25
const EVENTS_OF_A_STEP = 25

type Draw = { readonly random: () => number; readonly below: (limit: number) => number }

const pickWith =
  ({ below }: Draw) =>
  <T>(from: readonly T[]): T =>
    from[below(from.length)] as T

/** Some sales, now and then one of them given back or the shift closed and the next one opened. */
const drawDay = ({ random, below }: Draw, most: number): Step[] => {
  const steps: Step[] = []
  const refunded = new Set<number>()
  let shift = 0
  const orders = 1 + below(most)
  for (let order = 1; order <= orders; order += 1) {
    steps.push({ kind: 'sell', order })
    const back = 1 + below(order)
    if (random() < 0.25 && !refunded.has(back)) {
      refunded.add(back)
      steps.push({ kind: 'refund', order: back })
    }
    if (random() < 0.15) {
      steps.push({ kind: 'close', shift })
      shift += 1
    }
  }
  return steps
}

const drawFault = (draw: Draw, span: number, tills: number): Fault => {
  const { random, below } = draw
  const pick = pickWith(draw)
  const lasts = () => 1 + below(40)
  const when = { at: below(span), till: below(tills) }
  const makers: readonly (() => Fault)[] = [
    () => ({ ...when, kind: 'stop', how: pick(['kill', 'power', 'window']) }),
    () => ({ ...when, kind: 'stop_at_disk', how: pick(['kill', 'power']), changes: below(12) }),
    () => ({ ...when, kind: 'stop_at_disk', how: 'power', changes: below(12) }),
    () => ({ ...when, kind: 'stop_at_commit', how: pick(['kill', 'power']), stored: random() < 0.5 }),
    () => ({ ...when, kind: 'commit_fails', name: pick(['QuotaExceededError', 'AbortError']), stored: random() < 0.5 }),
    () => ({ ...when, kind: 'database_wiped', stops: random() < 0.5 }),
    () => ({ ...when, kind: 'disk_full', lasts: lasts() }),
    () => ({ ...when, kind: 'bit_flipped' }),
    () => ({ ...when, kind: 'line', fault: pick(LINE_FAULTS), lasts: lasts() }),
    () => ({ ...when, kind: 'line', fault: pick(LINE_FAULTS), lasts: lasts() }),
    () => ({ ...when, kind: 'office_dies', moment: pick(['before commit', 'after commit']) }),
    () => ({ ...when, kind: 'office_rolled_back', share: random() }),
    () => ({ ...when, kind: 'printer', fault: pick(PRINTER_FAULTS), lasts: lasts() }),
    () => ({ ...when, kind: 'clock', years: pick([-10, 10]) }),
  ]
  return pick(makers)()
}

/** Draws a plan from a seed: a few steps at one till, or at two on one head office, and up to five things that go wrong among them. */
export const drawPlan = (seed: number): Plan => {
  const random = seededRandom(seed)
  const draw = { random, below: (limit: number) => Math.floor(random() * limit) }
  const days = draw.below(4) === 0 ? [drawDay(draw, 2), drawDay(draw, 2)] : [drawDay(draw, 3)]
  const span = EVENTS_OF_A_START * days.length + days.flat().length * EVENTS_OF_A_STEP
  const faults = Array.from({ length: draw.below(6) }, () => drawFault(draw, span, days.length))
  return { seed, days, faults: faults.sort((one, other) => one.at - other.at) }
}
