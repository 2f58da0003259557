import { type Followers, startFollowers } from '../../renderer/followers/start-followers.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { journalOver } from '../../renderer/journal/open-journal.ts'
import type { Bridge, EventName, Input } from '../../shared/bridge/bridge.ts'
import type { EntryTime } from '../../shared/journal/entry.ts'
import { workTheTill } from './cashier.ts'
import { checkJournal } from './check-journal.ts'
import { checkDone } from './checks.ts'
import { modelDatabase, storedJournal } from './model-database.ts'
import { hashOf } from './model-head-office.ts'
import type { Stop } from './plan.ts'
import { type Life, Stopped } from './simulated-time.ts'
import { laterIn, modelBridge, sha256, startTill, type Till } from './till.ts'
import { must, Violation } from './violation.ts'
import { BEGIN_UTC, type World } from './world.ts'

const STORAGE_FAILURES = ['QuotaExceededError', 'AbortError']

type Window = { readonly life: Life; journal: Journal | null; followers: Followers | null }
/** `till` is null while main starts. */
type App = { readonly life: Life; readonly till: Till | null; readonly window: Window }

/** The processes of the till: main and its window, which end and start again as the world has it. */
export type TillProcesses = {
  readonly start: () => void
  /** Ends processes; what they had pending never comes about. */
  readonly stop: (how: Stop, why: string) => void
  /** What runs; null while nothing does. */
  readonly app: () => App | null
}

const STOPPING: Record<Stop, string> = {
  window: 'the window goes',
  kill: 'the till is killed',
  power: 'the power is cut',
}

const newWindow = (): Window => ({ life: { isAlive: true }, journal: null, followers: null })

/** Starts nothing yet. */
export const makeTillProcesses = (world: World): TillProcesses => {
  const { key, troubles, disk, note, house } = world
  const { time, random, fail, keys } = house
  const listeners: Parameters<typeof modelBridge>[0]['listeners'] = new Set()
  let app: App | null = null

  const stop = (how: Stop, why: string): void => {
    if (app === null) return
    note(`${STOPPING[how]} ${why}`)
    app.window.life.isAlive = false
    if (how === 'window') {
      const { till, life } = app
      time.after(random() * 500, () => {
        if (life.isAlive && till) openWindow(till, life)
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

  const tell = (event: EventName): void => {
    for (const one of listeners) if (one.event === event) one.listener()
  }

  const start = (): void => {
    const life: Life = { isAlive: true }
    listeners.clear()
    note('the till starts')
    try {
      app = { life, till: null, window: newWindow() }
      const outside = { files: disk.filesFor(life), printer: world.printer(life), post: world.network(life) }
      const till = startTill({ key, isSigned: keys.isSigned, life, ...outside, time, random, tell })
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
    const window = newWindow()
    app = { life, till, window }
    const onSubmit = noteDocuments(world, life)
    const bridge = modelBridge({ till, key, app: life, window: window.life, time, random, listeners, onSubmit })
    void liveIn(world, window, bridge, stop).catch((error: unknown) => {
      if (window.life.isAlive) fail(error)
    })
  }

  return { start, stop, app: () => app }
}

/** Writes down which document each job is, before the spool has it; the same job is laid out in one way only. */
const noteDocuments =
  ({ documents, house: { guarded } }: World, life: Life) =>
  ({ jobs }: Input<'print.submit'>) => {
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
  }

/** How a window's transactions end: stored or not, told or not, as the troubles have it. */
const commitIn =
  ({ house, troubles, storage, note }: World, window: Life, stop: TillProcesses['stop']) =>
  (apply: () => void) =>
    new Promise<void>((resolve, reject) => {
      house.time.after(house.random() * 3, () => {
        if (!window.isAlive) return
        const fault = troubles.commit
        troubles.commit = null
        if (fault === null || fault.stored) {
          try {
            apply()
          } catch (error) {
            return reject(error)
          }
          house.guarded(() => checkJournal(storedJournal(storage)))
        }
        if (fault?.kind === 'stop_at_commit') return stop(fault.how, fault.stored ? 'after a commit' : 'in a commit')
        if (fault === null) return resolve()
        note(`a commit fails: ${fault.name}, ${fault.stored ? 'stored' : 'not stored'}`)
        reject(Object.assign(new Error('the transaction was aborted'), { name: fault.name }))
      })
    })

const EXPLAINED = ['missing', 'fork']

/** Opens the journal; null where it does not open, which is noted, and ends the run or the till. */
const openJournal = async (world: World, window: Window, bridge: Bridge, stop: TillProcesses['stop']) => {
  const { key, troubles, storage, note } = world
  const { time, fail } = world.house
  const database = modelDatabase({ storage, life: window.life, commit: commitIn(world, window.life, stop) })
  const boot = `boot ${world.house.events}`
  const now = (): EntryTime => ({
    utc: BEGIN_UTC + Math.floor(time.now()) + troubles.skewMs,
    offset: 480,
    boot,
    mono: Math.floor(time.now()),
  })
  const ports = { database, bridge, till: key.name, epoch: 1, earlier: [], sha256, onProgress: () => undefined }
  const opened = await journalOver(ports, now).catch((error: unknown) => {
    // A window that cannot write its database while it opens says so; a person starts the till again.
    if (!(error instanceof Error) || !STORAGE_FAILURES.includes(error.name)) throw error
    stop('kill', `since its journal does not open: ${error.name}`)
    return null
  })
  if (opened === null) return null
  if (opened.ok) return opened.journal
  const why = `${opened.reason} ${opened.detail}`
  note(`the journal does not open: ${why}`)
  if (EXPLAINED.includes(opened.reason)) world.refused = why
  else fail(new Violation(`the journal does not open: ${why}`))
  return null
}

/** The life of a window, from opening the journal to the last sale. */
const liveIn = async (world: World, window: Window, bridge: Bridge, stop: TillProcesses['stop']): Promise<void> => {
  const { day, done, finished, note, sight } = world
  const { time, random } = world.house
  const journal = await openJournal(world, window, bridge, stop)
  if (journal === null) return
  const followers = startFollowers({ journal, bridge, later: laterIn(window.life, time), random })
  window.journal = journal
  window.followers = followers
  await workTheTill({
    journal,
    followers,
    day,
    finished,
    isHealed: () => world.house.isHealed,
    random,
    pause: (ms) =>
      new Promise<void>((resolve) => {
        time.after(random() * ms, resolve)
      }),
    note,
    onDone: (seq, text) => {
      checkDone(sight, seq, text)
      done.set(seq, text)
    },
    restart: (why) => stop('kill', why),
  })
}
