import { seededRandom } from '../demo/seeded-random.ts'
import type { Sight } from './checks.ts'
import { emptyStorage, type Storage } from './model-database.ts'
import { type ModelDisk, modelDisk } from './model-disk.ts'
import { type ModelHeadOffice, modelHeadOffice } from './model-head-office.ts'
import { modelNetwork } from './model-network.ts'
import { modelPrinter } from './model-printer.ts'
import type { Plan, Stop } from './plan.ts'
import { type SimulatedTime, Stopped, simulatedTime } from './simulated-time.ts'
import { noTroubles, type Troubles } from './troubles.ts'
import { must } from './violation.ts'

/** UTC milliseconds at which every world begins. */
export const BEGIN_UTC = 1_790_000_000_000

/** What the till runs in, and what is known of the run so far. It outlives the till's processes. */
export type World = {
  readonly plan: Plan
  readonly time: SimulatedTime
  readonly random: () => number
  readonly troubles: Troubles
  readonly storage: Storage
  readonly disk: ModelDisk
  readonly office: ModelHeadOffice
  readonly network: ReturnType<typeof modelNetwork>
  readonly printer: ReturnType<typeof modelPrinter>
  /** Of the sales that were called done: number to line. */
  readonly done: Map<number, string>
  /** Of each document job: the hash of its bytes. */
  readonly documents: Map<string, string>
  /** Orders that are sold, as the guests remember it. */
  readonly sold: Set<number>
  readonly sight: Sight
  readonly trace: string[]
  readonly note: (what: string) => void
  /** Keeps the first thing that went wrong; the run ends with it after the step. */
  readonly fail: (error: unknown) => void
  /** Does work whose errors are the run's, not the caller's. */
  readonly guarded: (work: () => void) => void
  readonly failure: () => unknown
  /** How many events there were. */
  events: number
  isHealed: boolean
  /** Why the till does not sell any more; null while it does. */
  refused: string | null
}

type Progress = Pick<World, 'events' | 'isHealed' | 'refused'>

/** A trace of what happened, and the first thing that went wrong. */
const makeRecord = (progress: Progress, time: SimulatedTime) => {
  const trace: string[] = []
  let failure: unknown = null
  const note = (what: string): void => {
    trace.push(`${String(progress.events).padStart(4)} ${time.now().toFixed(1).padStart(10)} ${what}`)
  }
  const fail = (error: unknown): void => {
    failure ??= error
  }
  const guarded = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      fail(error)
    }
  }
  return { trace, note, fail, guarded, failure: () => failure }
}

/** Makes the world of a plan with nothing in it yet; `stop` ends the till's processes where the plan says so. */
export const makeWorld = (plan: Plan, stop: (how: Stop, why: string) => void): World => {
  const random = seededRandom(plan.seed ^ 0x5eed)
  const time = simulatedTime()
  const troubles = noTroubles()
  const progress: Progress = { events: 0, isHealed: false, refused: null }
  const record = makeRecord(progress, time)
  const { note, fail, guarded } = record
  const [done, paper, documents] = [new Map<number, string>(), new Map<string, number>(), new Map<string, string>()]
  const storage = emptyStorage()
  const disk = modelDisk({
    random,
    beforeChange: (what) => {
      if (troubles.disk === null) return
      const { how, changes } = troubles.disk
      troubles.disk = changes > 0 ? { how, changes: changes - 1 } : null
      if (changes > 0) return
      stop(how, `before ${what}`)
      throw new Stopped(what)
    },
    isFull: () => progress.events < troubles.fullUntil,
  })
  const office = modelHeadOffice({
    now: () => BEGIN_UTC + Math.floor(time.now()),
    at: (moment) => {
      if (troubles.officeDies !== moment) return
      troubles.officeDies = null
      note(`head office dies ${moment}`)
      throw new Stopped(moment)
    },
  })
  const network = modelNetwork({
    time,
    random,
    office,
    fault: () => (progress.events < troubles.line.until ? troubles.line.fault : 'none'),
    onFailure: fail,
  })
  const printer = modelPrinter({
    time,
    random,
    fault: () => (progress.events < troubles.printer.until ? troubles.printer.fault : 'none'),
    onPaper: (hash) => {
      const times = (paper.get(hash) ?? 0) + 1
      paper.set(hash, times)
      const job = [...documents].find(([, other]) => other === hash)?.[0]
      if (job !== undefined) note(`paper: ${job}`)
      guarded(() => must(job === undefined || times === 1, () => `${job} was printed ${times} times`))
    },
  })
  const sight: Sight = { storage, disk, office, done, paper, documents }
  const models = { plan, time, random, troubles, storage, disk, office, network, printer }
  return Object.assign(progress, { ...models, done, documents, sold: new Set<number>(), sight, ...record })
}
