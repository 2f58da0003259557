import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Journal } from '../journal/journal.ts'
import { type Durable, makeDurableGate } from './durable.ts'
import { type FollowerState, type FollowPorts, follow, type Sink, type Source } from './follow.ts'
import { mirrorSink } from './mirror-sink.ts'
import { printSink } from './print-sink.ts'
import { pullOutcomes } from './pull-outcomes.ts'
import { signClosings } from './sign-closings.ts'
import { syncSink } from './sync-sink.ts'
import { type Later, makeWaker } from './waker.ts'

const MIRROR_PATIENCE_MS = 5_000
const PRINT_PATIENCE_MS = 30_000
const SYNC_PATIENCE_MS = 300_000
/** While head office does not take entries, a new one leads to an attempt at most this often. */
const SYNC_HURRY_MS = 30_000

const STARTING: FollowerState = { state: 'starting', position: 0, reason: null }

/** The followers that a screen can ask about. */
export type FollowerName = 'mirror' | 'print' | 'sync'
/** How each of them stands. */
export type FollowerStates = { readonly [N in FollowerName]: FollowerState }

/** The followers of one journal as screens see them. */
export type Followers = {
  readonly states: () => FollowerStates
  /** Called at each change of any state. Returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
  /** Resolves once an entry is in the second copy ('done'), or when that failed or took longer than `deadlineMs`. */
  readonly durable: (seq: number, deadlineMs: number) => Promise<Durable>
  /** Asks head office at once instead of waiting out a pause; resolves with how that went. */
  readonly trySync: () => Promise<FollowerState>
  /** Ends the loops; resolves when none of them will touch the journal or the bridge again. */
  readonly stop: () => Promise<void>
}

/** What the followers are started with. */
export type FollowerPorts = {
  readonly journal: Journal
  readonly bridge: Bridge
  readonly later: Later
  /** In [0, 1): the jitter of pauses. */
  readonly random: () => number
}

/** Starts mirror, print and sync, each its own loop: paper out never holds up head office. */
export const startFollowers = ({ journal, bridge, later, random }: FollowerPorts): Followers => {
  const ending = new AbortController()
  const { signal } = ending
  const gate = makeDurableGate(later)
  const listeners = new Set<() => void>()
  const wakers = {
    mirror: makeWaker(later),
    print: makeWaker(later),
    sync: makeWaker(later),
    outcomes: makeWaker(later),
    signing: makeWaker(later),
  }
  let states: FollowerStates = { mirror: STARTING, print: STARTING, sync: STARTING }

  const setState = (name: FollowerName, state: FollowerState) => {
    states = { ...states, [name]: state }
    for (const listener of listeners) listener()
  }
  const mirrorChanged = (state: FollowerState) => {
    // Who waits for the second copy comes first, then those who only show it.
    if (state.state === 'working' || state.state === 'idle') gate.reached(state.position)
    if (state.state === 'retrying' || state.state === 'stopped') gate.failed()
    setState('mirror', state)
    wakers.print.wake('entries')
    wakers.sync.wake('entries')
    wakers.signing.wake('entries')
  }

  const whole: Source = { upTo: () => journal.head().seq, after: journal.entriesAfter }
  /** Paper and head office see what both copies hold; with the second copy down they go on, since the sale stands. */
  const proven: Source = { ...whole, upTo: () => (gate.isDown() ? journal.head().seq : gate.seq()) }

  const run = (
    name: FollowerName,
    sink: Sink,
    source: Source,
    pace: Pick<FollowPorts, 'patienceMs' | 'hurryAfterMs'>,
  ) =>
    follow(sink, source, {
      waker: wakers[name],
      signal,
      random,
      ...pace,
      onState: name === 'mirror' ? mirrorChanged : (state) => setState(name, state),
    })
  const hashAt = async (seq: number) => (await journal.entriesAfter(seq - 1, 1))[0]?.hash ?? null

  const loops = [
    run(
      'mirror',
      mirrorSink(bridge, hashAt, () => journal.head().seq),
      whole,
      { patienceMs: MIRROR_PATIENCE_MS },
    ),
    run('print', printSink(bridge, journal), proven, { patienceMs: PRINT_PATIENCE_MS }),
    run('sync', syncSink(bridge, journal.head().epoch, hashAt), proven, {
      patienceMs: SYNC_PATIENCE_MS,
      hurryAfterMs: SYNC_HURRY_MS,
    }),
    pullOutcomes({ bridge, journal, waker: wakers.outcomes, signal, random }),
    signClosings({ bridge, journal, waker: wakers.signing, signal }),
  ]
  const endings = [
    journal.subscribe(() => wakers.mirror.wake('entries')),
    bridge.on['print.changed'](() => wakers.outcomes.wake('sink')),
    bridge.on['sync.ready'](() => wakers.sync.wake('sink')),
  ]
  return {
    states: () => states,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    durable: gate.wait,
    trySync: () => {
      const before = states.sync
      return new Promise((resolve) => {
        const look = () => {
          if (states.sync === before) return
          listeners.delete(look)
          resolve(states.sync)
        }
        listeners.add(look)
        wakers.sync.wake('sink')
      })
    },
    stop: async () => {
      ending.abort()
      for (const end of endings) end()
      for (const waker of Object.values(wakers)) waker.wake('sink')
      await Promise.all(loops)
    },
  }
}
