import type { Reply } from '../../electron/transport/post.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import type { Sight } from './checks.ts'
import type { Key, Keys } from './keys.ts'
import { emptyStorage, type Storage } from './model-database.ts'
import { type ModelDisk, modelDisk } from './model-disk.ts'
import { type ModelHeadOffice, modelHeadOffice } from './model-head-office.ts'
import { modelNetwork } from './model-network.ts'
import { modelPrinter } from './model-printer.ts'
import type { Plan, Stop } from './plan.ts'
import { type SimulatedTime, Stopped, simulatedTime } from './simulated-time.ts'
import { mirrorFileOf } from './till.ts'
import { noTroubles, type Troubles } from './troubles.ts'
import { must } from './violation.ts'

/** UTC milliseconds at which every world begins. */
export const BEGIN_UTC = 1_790_000_000_000

/** What the tills of a run share: time, chance, head office, and the record of what happened. */
export type House = {
  readonly plan: Plan
  readonly keys: Keys
  readonly time: SimulatedTime
  readonly random: () => number
  readonly office: ModelHeadOffice
  /** What head office has answered, to any till. */
  readonly answers: Reply[]
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
  officeDies: 'before commit' | 'after commit' | null
  isRolledBack: boolean
}

/** What one till runs in, and what is known of it so far. It outlives the till's processes. */
export type World = {
  readonly house: House
  readonly key: Key
  readonly day: Plan['days'][number]
  readonly troubles: Troubles
  readonly storage: Storage
  readonly disk: ModelDisk
  readonly network: ReturnType<typeof modelNetwork>
  readonly printer: ReturnType<typeof modelPrinter>
  /** What was called done: number to line. */
  readonly done: Map<number, string>
  /** Of each document job: the hash of its bytes. */
  readonly documents: Map<string, string>
  /** Steps that are done, as guests and staff remember it. */
  readonly finished: Set<string>
  readonly sight: Sight
  readonly note: (what: string) => void
  /** Why the till does not sell any more; null while it does. */
  refused: string | null
}

/** Makes the house of a plan with nothing in it yet. */
export const makeHouse = (plan: Plan, keys: Keys): House => {
  const time = simulatedTime()
  const trace: string[] = []
  let failure: unknown = null
  const progress = { events: 0, isHealed: false, officeDies: null, isRolledBack: false }
  const note = (what: string): void => {
    trace.push(`${String(house.events).padStart(4)} ${time.now().toFixed(1).padStart(10)} ${what}`)
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
  const office = modelHeadOffice({
    keys,
    now: () => BEGIN_UTC + Math.floor(time.now()),
    at: (moment) => {
      if (house.officeDies !== moment) return
      house.officeDies = null
      note(`head office dies ${moment}`)
      throw new Stopped(moment)
    },
  })
  const record = { trace, note, fail, guarded, failure: () => failure }
  const random = seededRandom(plan.seed ^ 0x5eed)
  const house: House = { ...progress, plan, keys, time, random, office, answers: [], ...record }
  return house
}

/** Makes the surroundings of the till that has this number in the plan; `stop` ends its processes where the plan says so. */
export const makeWorld = (house: House, number: number, stop: (how: Stop, why: string) => void): World => {
  const { plan, keys, time, random, office, answers, fail, guarded } = house
  const [day, key] = [plan.days[number] ?? [], keys.tills[number] ?? keys.tills[0]]
  const note = (what: string) => house.note(plan.days.length > 1 ? `till ${number + 1}: ${what}` : what)
  const troubles = noTroubles()
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
    isFull: () => house.events < troubles.fullUntil,
  })
  const network = modelNetwork({
    ...{ time, random, office, keys, answers },
    fault: () => (house.events < troubles.line.until ? troubles.line.fault : 'none'),
    onFailure: fail,
  })
  const printer = modelPrinter({
    ...{ time, random },
    fault: () => (house.events < troubles.printer.until ? troubles.printer.fault : 'none'),
    onPaper: (hash) => {
      const times = (paper.get(hash) ?? 0) + 1
      paper.set(hash, times)
      const job = [...documents].find(([, other]) => other === hash)?.[0]
      if (job !== undefined) note(`paper: ${job}`)
      guarded(() => must(job === undefined || times === 1, () => `${job} was printed ${times} times`))
    },
  })
  const sight: Sight = { key, keys, mirrorFile: mirrorFileOf(key), storage, disk, office, done, paper, documents }
  const models = { troubles, storage, disk, network, printer, done, documents, sight, note }
  return { house, key, day, ...models, finished: new Set(), refused: null }
}
