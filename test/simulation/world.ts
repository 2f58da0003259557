import { type Followers, startFollowers } from '../../renderer/followers/start-followers.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { journalOver } from '../../renderer/journal/open-journal.ts'
import type { EventName } from '../../shared/bridge/bridge.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import { workTheTill } from './cashier.ts'
import { checkDone, checkHealed, checkJournal, checkKept, checkProven, isTogether, type Sight } from './checks.ts'
import { tillKey } from './keys.ts'
import { emptyStorage, modelDatabase, type Storage, storedJournal } from './model-database.ts'
import { modelDisk } from './model-disk.ts'
import { hashOf, modelHeadOffice } from './model-head-office.ts'
import { modelNetwork } from './model-network.ts'
import { modelPrinter } from './model-printer.ts'
import type { Fault, Plan, Stop } from './plan.ts'
import { type Life, Stopped, simulatedTime } from './simulated-time.ts'
import { enrolBeforehand, laterIn, modelBridge, sha256, startTill, type Till } from './till.ts'
import { heal, noTroubles, strike } from './troubles.ts'
import { must, Violation } from './violation.ts'

const BEGIN_UTC = 1_790_000_000_000
const STORAGE_FAILURES = ['QuotaExceededError', 'AbortError']
/** After this many events without an end, what is left will never come about. */
const MOST_EVENTS = 6_000

/** What became of a run. `ended`: as it should, or in a stop that two faults at once explain. */
export type Outcome = {
  readonly events: number
  readonly sales: number
  readonly struck: readonly Fault['kind'][]
  readonly trace: readonly string[]
} & ({ readonly ok: true; readonly ended: 'healed' | 'stopped_selling' } | { readonly ok: false; readonly why: string })

type Window = { readonly life: Life; journal: Journal | null; followers: Followers | null }
type App = { readonly life: Life; readonly till: Till; window: Window }

/** Runs one plan from the first start of a till to the end, and checks what must hold after every step. */
export const runPlan = async (plan: Plan): Promise<Outcome> => {
  const world = makeWorld(plan)
  try {
    const ended = await world.run()
    return { ...world.told(), ok: true, ended }
  } catch (error) {
    const why =
      error instanceof Violation ? error.message : error instanceof Error ? (error.stack ?? '') : String(error)
    return { ...world.told(), ok: false, why }
  }
}

const makeWorld = (plan: Plan) => {
  const random = seededRandom(plan.seed ^ 0x5eed)
  const time = simulatedTime()
  const trace: string[] = []
  const struck: Fault['kind'][] = []
  const storage: Storage = emptyStorage()
  const done = new Map<number, string>()
  const paper = new Map<string, number>()
  const documents = new Map<string, string>()
  const sold = new Set<number>()
  let events = 0
  let failure: unknown = null
  let app: App | null = null
  let refused: string | null = null
  let isHealed = false
  const troubles = noTroubles()

  const note = (what: string) =>
    trace.push(`${String(events).padStart(4)} ${time.now().toFixed(1).padStart(10)} ${what}`)
  const fail = (error: unknown) => {
    failure ??= error
  }
  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      fail(error)
    }
  }

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
    isFull: () => events < troubles.fullUntil,
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
  const sight: Sight = { storage, disk, office, done, paper, documents }
  const network = modelNetwork({
    time,
    random,
    office,
    fault: () => (events < troubles.line.until ? troubles.line.fault : 'none'),
    onFailure: fail,
  })
  const printer = modelPrinter({
    time,
    random,
    fault: () => (events < troubles.printer.until ? troubles.printer.fault : 'none'),
    onPaper: (hash) => {
      const times = (paper.get(hash) ?? 0) + 1
      paper.set(hash, times)
      const job = [...documents].find(([, other]) => other === hash)?.[0]
      if (job !== undefined) note(`paper: ${job}`)
      guarded(() => must(job === undefined || times === 1, () => `${job} was printed ${times} times`))
    },
  })

  /** Ends processes; what they had pending never comes about. */
  const stop = (how: Stop, why: string): void => {
    if (app === null) return
    note(`${how === 'window' ? 'the window goes' : how === 'kill' ? 'the till is killed' : 'the power is cut'} ${why}`)
    app.window.life.isAlive = false
    if (how === 'window') {
      const { till, life } = app
      time.after(random() * 500, () => {
        if (life.isAlive) openWindow(till, life)
      })
      return
    }
    app.life.isAlive = false
    app = null
    troubles.commit = null
    if (how === 'power') {
      // The cut is complete before anything runs again.
      time.after(0, disk.cutPower)
    }
    time.after(1 + random() * 2_000, start)
  }

  const listeners = new Set<{ readonly event: EventName; readonly listener: () => void }>()

  const start = (): void => {
    const life: Life = { isAlive: true }
    listeners.clear()
    note('the till starts')
    try {
      app = { life, till: null as never, window: { life, journal: null, followers: null } }
      const till = startTill({
        life,
        files: disk.filesFor(life),
        printer: printer(life),
        post: network(life),
        time,
        random,
        tell: (event) => {
          for (const one of listeners) if (one.event === event) one.listener()
        },
      })
      const { state, detail } = till.mirror.state()
      if (state !== 'good') note(`mirror ${state} ${detail ?? ''}`)
      openWindow(till, life)
    } catch (error) {
      if (error instanceof Stopped) return
      note(`the till does not start: ${String(error)}`)
      life.isAlive = false
      app = null
      time.after(1_000, start)
    }
  }

  const openWindow = (till: Till, life: Life): void => {
    const window: Window = { life: { isAlive: true }, journal: null, followers: null }
    app = { life, till, window }
    void liveIn(app).catch((error: unknown) => {
      if (window.life.isAlive) fail(error)
    })
  }

  const commitIn = (window: Life) => (apply: () => void) =>
    new Promise<void>((resolve, reject) => {
      time.after(random() * 3, () => {
        if (!window.isAlive) return
        const fault = troubles.commit
        troubles.commit = null
        if (fault === null || fault.stored) {
          try {
            apply()
          } catch (error) {
            return reject(error)
          }
          guarded(() => checkJournal(storedJournal(storage)))
        }
        if (fault?.kind === 'stop_at_commit') return stop(fault.how, fault.stored ? 'after a commit' : 'in a commit')
        if (fault === null) return resolve()
        note(`a commit fails: ${fault.name}, ${fault.stored ? 'stored' : 'not stored'}`)
        reject(Object.assign(new Error('the transaction was aborted'), { name: fault.name }))
      })
    })

  const liveIn = async ({ life, till, window }: App): Promise<void> => {
    const bridge = modelBridge({
      till,
      app: life,
      window: window.life,
      time,
      random,
      listeners,
      onSubmit: ({ jobs }) => {
        const fresh = jobs.filter(({ id, kind }) => kind === 'document' && !documents.has(id))
        for (const { id, bytes } of jobs) {
          const known = documents.get(id)
          guarded(() => must((known ?? hashOf(bytes)) === hashOf(bytes), () => `${id} was laid out in two ways`))
        }
        for (const { id, bytes } of fresh) documents.set(id, hashOf(bytes))
        return () => {
          // What a spool was writing when it was stopped may be there after all.
          if (life.isAlive) for (const { id } of fresh) documents.delete(id)
        }
      },
    })
    const database = modelDatabase({ storage, life: window.life, commit: commitIn(window.life) })
    const boot = `boot ${events}`
    const now = () => ({
      utc: BEGIN_UTC + Math.floor(time.now()) + troubles.skewMs,
      offset: 480,
      boot,
      mono: Math.floor(time.now()),
    })
    const ports = { database, bridge, till: tillKey.name, epoch: 1, sha256, onProgress: () => undefined }
    const opened = await journalOver(ports, now).catch((error: unknown) => {
      // A window that cannot write its database while it opens says so; a person starts the till again.
      if (!(error instanceof Error) || !STORAGE_FAILURES.includes(error.name)) throw error
      stop('kill', `since its journal does not open: ${error.name}`)
      return null
    })
    if (opened === null) return
    if (!opened.ok) {
      note(`the journal does not open: ${opened.reason} ${opened.detail}`)
      if (opened.reason === 'database_gone' || opened.reason === 'mirror_damaged' || opened.reason === 'fork') {
        refused = `${opened.reason} ${opened.detail}`
      } else fail(new Violation(`the journal does not open: ${opened.reason} ${opened.detail}`))
      return
    }
    window.journal = opened.journal
    window.followers = startFollowers({ journal: opened.journal, bridge, later: laterIn(window.life, time), random })
    await workTheTill({
      journal: opened.journal,
      followers: window.followers,
      orders: plan.orders,
      sold,
      isHealed: () => isHealed,
      random,
      pause,
      note,
      onDone: (seq, text) => {
        checkDone(disk, seq, text)
        done.set(seq, text)
      },
      restart: (why) => stop('kill', why),
    })
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      time.after(random() * ms, resolve)
    })

  const letHappen = (fault: Fault): void => {
    struck.push(fault.kind)
    note(`fault: ${JSON.stringify(fault)}`)
    const afterwards = (work: () => void) => {
      time.after(0, work)
    }
    strike(fault, { troubles, events, storage, disk, office, stop, afterwards })
  }

  const mend = (): void => {
    isHealed = true
    note('the world heals')
    heal(troubles)
  }

  const hasConverged = (): boolean => {
    if (!app?.window.followers || !app.window.journal || sold.size <= plan.orders) return false
    const { journal, followers } = app.window
    return isTogether(sight, { till: app.till, journal, followers, isDamaged: troubles.isDamaged })
  }

  const check = (): void => {
    if (failure !== null) throw failure
    if (app?.till) checkProven(sight, app.till, troubles.isRolledBack)
    must(troubles.isLossy || !office.isFrozen(), () => 'head office has frozen the epoch')
  }

  const run = async (): Promise<'healed' | 'stopped_selling'> => {
    enrolBeforehand(disk.filesFor({ isAlive: true }))
    const faults = [...plan.faults]
    const last = (plan.faults.at(-1)?.at ?? 0) + 60
    start()
    while (events < MOST_EVENTS) {
      while (faults[0] !== undefined && faults[0].at <= events) {
        const fault = faults.shift()
        if (fault) letHappen(fault)
        checkKept(sight)
      }
      if (!(await time.step())) {
        throw new Violation(refused === null ? 'nothing happens any more' : `the till stopped selling: ${refused}`)
      }
      events += 1
      check()
      if (!isHealed && faults.length === 0 && events > last) mend()
      if (refused !== null && (troubles.isLossy || isHealed)) break
      if (isHealed && hasConverged()) break
      if (troubles.isLossy && isHealed && events > last + 500) break
    }
    checkKept(sight)
    checkJournal(storedJournal(storage))
    if (troubles.isLossy) return 'stopped_selling'
    must(refused === null, () => `the till stopped selling: ${refused}`)
    must(events < MOST_EVENTS, () => `after ${events} events it has not come together`)
    if (app) checkHealed(sight, app.till, troubles.isDamaged)
    return 'healed'
  }

  return { run, told: () => ({ events, sales: sold.size, struck, trace }) }
}
