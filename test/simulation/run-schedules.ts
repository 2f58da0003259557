import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Fault, Step } from './plan.ts'
import type { Outcome } from './run-plan.ts'

/** Seeds that one worker runs before it reports. */
export type Batch = { readonly from: number; readonly count: number }
type Told = Outcome extends infer O ? (O extends Outcome ? Omit<O, 'trace'> : never) : never
/** What became of one seed. */
export type Ran = Told & { readonly seed: number; readonly tills: number; readonly steps: readonly Step['kind'][] }

const BATCH = 25

/** What many schedules came to. */
export type Tally = {
  schedules: number
  events: number
  entries: number
  twoTills: number
  readonly steps: Map<Step['kind'], number>
  readonly ended: { healed: number; stopped_selling: number }
  /** How often each kind of fault struck, told apart by what it does. */
  readonly struck: Map<string, number>
}

/** The name of what a fault does, as tallies tell it. */
export const faultName = (fault: Fault): string => {
  switch (fault.kind) {
    case 'line':
    case 'printer':
      return `${fault.kind} ${fault.fault}`
    case 'stop':
    case 'stop_at_disk':
      return `${fault.kind} ${fault.how}`
    case 'office_dies':
      return `${fault.kind} ${fault.moment}`
    default:
      return fault.kind
  }
}

const countUp = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const add = (tally: Tally, ran: Ran): void => {
  tally.schedules += 1
  tally.events += ran.events
  tally.entries += ran.entries
  if (ran.tills > 1) tally.twoTills += 1
  if (ran.ok) tally.ended[ran.ended] += 1
  for (const step of ran.steps) countUp(tally.steps, step)
  for (const fault of ran.struck) countUp(tally.struck, faultName(fault))
}

const newTally = (): Tally => ({
  ...{ schedules: 0, events: 0, entries: 0, twoTills: 0 },
  ...{ steps: new Map(), ended: { healed: 0, stopped_selling: 0 }, struck: new Map() },
})

const ask = (worker: Worker, batch: Batch): Promise<readonly Ran[]> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.postMessage(batch)
  })

/**
 * Runs the schedules of `count` seeds from `from` on, on all cores, and tells what they came to and which failed. Ends early
 * where `goesOn` says so: by default at the first that fails.
 */
export const runSchedules = async (
  from: number,
  count: number,
  goesOn: (failed: readonly Ran[]) => boolean = (failed) => failed.length === 0,
): Promise<{ readonly tally: Tally; readonly failed: readonly Ran[] }> => {
  const tally = newTally()
  const failed: Ran[] = []
  let next = from
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./schedule-worker.ts', import.meta.url), { execArgv: [] })
    worker.setMaxListeners(0)
    while (next < from + count && goesOn(failed)) {
      const batch = { from: next, count: Math.min(BATCH, from + count - next) }
      next += batch.count
      for (const ran of await ask(worker, batch)) {
        add(tally, ran)
        if (!ran.ok) failed.push(ran)
      }
    }
    await worker.terminate()
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return { tally, failed: failed.toSorted((one, other) => one.seed - other.seed) }
}
