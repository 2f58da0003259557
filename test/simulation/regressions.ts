import type { Fault, Plan, Step } from './plan.ts'

/** A fault without the till: that of a plan with one till. */
type Alone = Fault extends infer F ? (F extends Fault ? Omit<F, 'till'> : never) : never

const oneTill = (seed: number, orders: number, faults: readonly Alone[]): Plan => ({
  seed,
  days: [Array.from({ length: orders }, (_, index): Step => ({ kind: 'sell', order: index + 1 }))],
  faults: faults.map((fault) => ({ ...fault, till: 0 })),
})

/** Schedules that once failed, and what they found. */
export const REGRESSIONS: readonly { readonly plan: Plan; readonly found: string }[] = [
  {
    found: 'a receipt that the printer had confirmed stayed open after a moment without room on the disk',
    plan: oneTill(11, 3, [
      { at: 53, kind: 'stop_at_disk', how: 'power', changes: 5 },
      { at: 59, kind: 'line', fault: 'forged', lasts: 22 },
      { at: 84, kind: 'disk_full', lasts: 17 },
    ]),
  },
  {
    found: 'a database wiped while it was opened made the till begin again at number 1',
    plan: oneTill(1_519, 3, [
      { at: 21, kind: 'stop_at_disk', how: 'power', changes: 6 },
      { at: 52, kind: 'commit_fails', name: 'QuotaExceededError', stored: true },
      { at: 64, kind: 'stop', how: 'power' },
      { at: 78, kind: 'stop', how: 'kill' },
      { at: 94, kind: 'database_wiped', stops: false },
    ]),
  },
  {
    found: 'with the mirror down a receipt was laid out without its token, and with it after a restart',
    plan: oneTill(780, 4, [
      { at: 6, kind: 'line', fault: 'portal', lasts: 4 },
      { at: 79, kind: 'office_dies', moment: 'after commit' },
      { at: 79, kind: 'disk_full', lasts: 1 },
      { at: 94, kind: 'disk_full', lasts: 26 },
      { at: 101, kind: 'stop_at_disk', how: 'kill', changes: 1 },
    ]),
  },
  {
    found: 'a database wiped before it was compared with the mirror was taken for a fork',
    plan: oneTill(3_240, 2, [
      { at: 34, kind: 'stop_at_disk', how: 'power', changes: 11 },
      { at: 56, kind: 'stop_at_disk', how: 'power', changes: 4 },
      { at: 73, kind: 'database_wiped', stops: false },
    ]),
  },
]
