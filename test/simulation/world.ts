import { type Followers, startFollowers } from '../../renderer/followers/start-followers.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { journalOver } from '../../renderer/journal/open-journal.ts'
import type { EventName } from '../../shared/bridge/bridge.ts'
import { toLine } from '../../shared/journal/line.ts'
import { CONTEXT, genesis, saleOf, shiftOpened } from '../contract/journal-fixtures.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import { checkDone, checkHealed, checkJournal, checkKept, checkProven, type Sight } from './checks.ts'
import { tillKey } from './keys.ts'
import { emptyStorage, modelDatabase, type Storage, storedJournal } from './model-database.ts'
import { modelDisk } from './model-disk.ts'
import { hashOf, modelHeadOffice } from './model-head-office.ts'
import { type LineFault, modelNetwork } from './model-network.ts'
import { modelPrinter, type PrinterFault } from './model-printer.ts'
import type { Fault, Plan, Stop } from './plan.ts'
import { type Life, Stopped, simulatedTime } from './simulated-time.ts'
import { enrolBeforehand, laterIn, MIRROR_FILE, modelBridge, sha256, startTill, type Till } from './till.ts'
import { must, Violation } from './violation.ts'

const BEGIN_UTC = 1_790_000_000_000
const YEAR_MS = 31_557_600_000
const STORAGE_FAILURES = ['QuotaExceededError', 'AbortError']
const DONE_PATIENCE_MS = 3_000
/** After this many events without an end, what is left will never come about. */
const MOST_EVENTS = 6_000

/** What became of a run. `ended`: as it should, or in a stop that two faults at once explain. */
export type Outcome = {
  readonly events: number
  readonly sales: number
  readonly struck: readonly Fault['kind'][]
  readonly trace: readonly string[]
} & ({ readonly ok: true; readonly ended: 'healed' | 'stopped_selling' } | { readonly ok: false; readonly why: string })

type CommitFault = Extract<Fault, { kind: 'stop_at_commit' | 'commit_fails' }>
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
  let skewMs = 0
  let failure: unknown = null
  let app: App | null = null
  let refused: string | null = null
  let isHealed = false
  /** More than one copy was taken away at once: what then stops is explained. */
  let isLossy = false
  let isDamaged = false
  let isRolledBack = false
  let fullUntil = 0
  let line: { fault: LineFault; until: number } = { fault: 'none', until: 0 }
  let printing: { fault: PrinterFault; until: number } = { fault: 'none', until: 0 }
  let officeDies: 'before commit' | 'after commit' | null = null
  let commitFault: CommitFault | null = null
  let stopAtDisk: { how: 'kill' | 'power'; left: number } | null = null

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
      if (stopAtDisk === null) return
      if (stopAtDisk.left > 0) {
        stopAtDisk.left -= 1
        return
      }
      const { how } = stopAtDisk
      stopAtDisk = null
      stop(how, `before ${what}`)
      throw new Stopped(what)
    },
    isFull: () => events < fullUntil,
  })
  const office = modelHeadOffice({
    now: () => BEGIN_UTC + Math.floor(time.now()),
    at: (moment) => {
      if (officeDies !== moment) return
      officeDies = null
      note(`head office dies ${moment}`)
      throw new Stopped(moment)
    },
  })
  const sight: Sight = { storage, disk, office, done, paper, documents }
  const network = modelNetwork({
    time,
    random,
    office,
    fault: () => (events < line.until ? line.fault : 'none'),
    onFailure: fail,
  })
  const printer = modelPrinter({
    time,
    random,
    fault: () => (events < printing.until ? printing.fault : 'none'),
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
    commitFault = null
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
        const fault = commitFault
        commitFault = null
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
        for (const job of jobs) {
          if (job.kind !== 'document') continue
          const hash = hashOf(job.bytes)
          guarded(() => must((documents.get(job.id) ?? hash) === hash, () => `${job.id} was laid out in two ways`))
          documents.set(job.id, hash)
        }
      },
    })
    const database = modelDatabase({ storage, life: window.life, commit: commitIn(window.life) })
    const boot = `boot ${events}`
    const now = () => ({
      utc: BEGIN_UTC + Math.floor(time.now()) + skewMs,
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
    await sellIn(opened.journal, window.followers)
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      time.after(random() * ms, resolve)
    })

  const sellIn = async (journal: Journal, followers: Followers): Promise<void> => {
    while (journal.isNew()) {
      await journal.commit(genesis, { by: null, shift: null })
      await pause(100)
    }
    while (journal.openShift() === null) {
      await journal.commit(shiftOpened, { by: 'wang-fang', shift: null })
      await pause(100)
    }
    for (let order = 1; order <= plan.orders; order += 1) {
      await pause(1_500)
      while (!sold.has(order)) if (!(await sell(order, journal, followers))) await pause(500)
    }
    // Trade goes on after the trouble: a wiped database is found by the next sale.
    while (!isHealed) await pause(1_500)
    while (!sold.has(plan.orders + 1)) if (!(await sell(plan.orders + 1, journal, followers))) await pause(500)
  }

  /** Presses Enter, sometimes twice; true once the order is sold. A refusal leaves the order on the screen. */
  const sell = async (order: number, journal: Journal, followers: Followers): Promise<boolean> => {
    const press = () => journal.commit(({ receiptNo }) => saleOf(order, 1_000 + order, receiptNo), CONTEXT)
    const results = await Promise.all(random() < 0.3 ? [press(), press()] : [press()])
    const hashes = new Set(results.flatMap((result) => (result.ok ? [result.sealed.hash] : [])))
    must(hashes.size <= 1, () => `order ${order} was sold as ${hashes.size} sales`)
    const first = results.find((result) => result.ok)
    if (first === undefined) {
      const [refusal] = results
      if (refusal?.ok === false) {
        note(`order ${order} is refused: ${refusal.reason} ${refusal.detail}`)
        if (refusal.reason === 'database_gone') stop('kill', 'since its journal is gone')
        if (refusal.reason === 'no_open_shift') await journal.commit(shiftOpened, { by: 'wang-fang', shift: null })
      }
      return false
    }
    const { seq } = first.sealed.entry
    sold.add(order)
    const kept = await followers.durable(seq, DONE_PATIENCE_MS)
    note(`order ${order} is number ${seq}: ${kept}`)
    if (kept === 'one_copy') return true
    const text = toLine(first.sealed)
    checkDone(disk, seq, text)
    done.set(seq, text)
    return true
  }

  const strike = (fault: Fault): void => {
    struck.push(fault.kind)
    note(`fault: ${JSON.stringify(fault)}`)
    switch (fault.kind) {
      case 'stop':
        stop(fault.how, 'between two steps')
        return
      case 'stop_at_disk':
        stopAtDisk = { how: fault.how, left: fault.changes }
        return
      case 'stop_at_commit':
      case 'commit_fails':
        commitFault = fault
        return
      case 'database_wiped': {
        // One copy is left of each entry: taking the second one as well is another promise than ours.
        if (isDamaged) return
        if (storedJournal(storage).length > (app?.till?.mirror.tail().seq ?? durableLength())) isLossy = true
        storage.tables = new Map()
        if (fault.stops) stop('kill', 'after its database was wiped')
        return
      }
      case 'disk_full':
        fullUntil = events + fault.lasts
        return
      case 'bit_flipped':
        if (storedJournal(storage).length < durableLength()) return
        isDamaged = true
        stop('power', 'and a bit of the mirror turns')
        time.after(0, () => {
          if (disk.flipBit(MIRROR_FILE)) return
          isDamaged = false
        })
        return
      case 'line':
        line = { fault: fault.fault, until: events + fault.lasts }
        return
      case 'office_dies':
        officeDies = fault.moment
        return
      case 'office_rolled_back':
        isRolledBack = office.rollBack(fault.share) || isRolledBack
        return
      case 'printer':
        printing = { fault: fault.fault, until: events + fault.lasts }
        return
      case 'clock':
        skewMs += fault.years * YEAR_MS
    }
  }
  const durableLength = () => (disk.durable(MIRROR_FILE)?.toString('utf8').split('\n').length ?? 1) - 1

  const heal = (): void => {
    isHealed = true
    note('the world heals')
    fullUntil = 0
    line = { fault: 'none', until: 0 }
    printing = { fault: 'none', until: 0 }
    officeDies = null
    commitFault = null
    stopAtDisk = null
  }

  const hasConverged = (): boolean => {
    if (!app?.window.followers || !app.window.journal || sold.size <= plan.orders) return false
    const { till, window } = app
    const head = window.journal?.head().seq ?? 0
    const { mirror, sync, print } = window.followers?.states() ?? {}
    const isMirrored = till.mirror.tail().seq === head || (isDamaged && mirror?.state === 'stopped')
    const isPrinted = print?.position === head && till.spool.status().waiting === 0
    const offset = storage.tables.get('counters')?.get('print-offset')?.value ?? 0
    const isTold = offset === till.spool.outcomes({ after: 0, limit: 0 }).end
    return isMirrored && isPrinted && isTold && sync?.position === head && office.mark().seq === head
  }

  const check = (): void => {
    if (failure !== null) throw failure
    if (app?.till) checkProven(sight, app.till, isRolledBack)
    must(isLossy || !office.isFrozen(), () => 'head office has frozen the epoch')
  }

  const run = async (): Promise<'healed' | 'stopped_selling'> => {
    enrolBeforehand(disk.filesFor({ isAlive: true }))
    const faults = [...plan.faults]
    const last = (plan.faults.at(-1)?.at ?? 0) + 60
    start()
    while (events < MOST_EVENTS) {
      while (faults[0] !== undefined && faults[0].at <= events) {
        const fault = faults.shift()
        if (fault) strike(fault)
        checkKept(sight)
      }
      if (!(await time.step())) {
        throw new Violation(refused === null ? 'nothing happens any more' : `the till stopped selling: ${refused}`)
      }
      events += 1
      check()
      if (!isHealed && faults.length === 0 && events > last) heal()
      if (refused !== null && (isLossy || isHealed)) break
      if (isHealed && hasConverged()) break
      if (isLossy && isHealed && events > last + 500) break
    }
    checkKept(sight)
    checkJournal(storedJournal(storage))
    if (isLossy) return 'stopped_selling'
    must(refused === null, () => `the till stopped selling: ${refused}`)
    must(events < MOST_EVENTS, () => `after ${events} events it has not come together`)
    if (app) checkHealed(sight, app.till, isDamaged)
    return 'healed'
  }

  return { run, told: () => ({ events, sales: sold.size, struck, trace }) }
}
