import { backoff } from '../../shared/sync/backoff.ts'
import type { StoredEntry } from '../journal/rows.ts'
import type { Waker } from './waker.ts'

/** What a sink says: where it stands, or why not, and what to do then. */
export type SinkReply =
  | { readonly ok: true; readonly position: number }
  /** It stands elsewhere than thought: go on from there. */
  | { readonly ok: false; readonly next: 'go_on_from'; readonly position: number }
  /** Try again, after a while of its own choosing if it named one. */
  | { readonly ok: false; readonly next: 'retry'; readonly reason: string; readonly afterMs: number | null }
  /** No use in trying until something at the sink changes or a person acts. */
  | { readonly ok: false; readonly next: 'stop'; readonly reason: string }

/** Where entries go. The sink owns its position: the follower keeps no cursor that could outlive or outrun it. */
export type Sink = {
  readonly position: () => Promise<SinkReply>
  readonly push: (entries: readonly StoredEntry[]) => Promise<SinkReply>
  /** How many entries one push takes at most. */
  readonly batch: number
}

/** Where entries come from: the journal, as far as this sink may have it. */
export type Source = {
  readonly upTo: () => number
  readonly after: (seq: number, limit: number) => Promise<readonly StoredEntry[]>
}

/** How a follower stands, for a screen to show. */
export type FollowerState = {
  readonly state: 'starting' | 'working' | 'idle' | 'retrying' | 'stopped'
  /** The last number that the sink is known to have. */
  readonly position: number
  /** Why it retries or has stopped. */
  readonly reason: string | null
}

/** What a follower waits, ends and reports with. */
export type FollowPorts = {
  readonly waker: Waker
  readonly signal: AbortSignal
  readonly random: () => number
  readonly onState: (state: FollowerState) => void
  /** The longest pause after failures, in milliseconds. */
  readonly patienceMs: number
  /** New entries end a pause once the last attempt is this long ago; never where it is not given. */
  readonly hurryAfterMs?: number
}

/** A missed event must not stall a follower: it looks by itself this often. */
const POLL_MS = 5_000
const STOPPED_POLL_MS = 60_000

const failed = (error: unknown): SinkReply => ({
  ok: false,
  next: 'retry',
  reason: error instanceof Error ? `failed: ${error.message}` : 'failed',
  afterMs: null,
})

/** Waits out a failure. A busy till cannot hurry it but once in `hurryAfterMs`, nor at all where the sink named the time. */
const waitOut = async (ports: FollowPorts, afterMs: number | null, failures: number): Promise<void> => {
  const { waker, patienceMs, hurryAfterMs = Number.POSITIVE_INFINITY } = ports
  const jitter = Math.min(patienceMs, backoff(failures, ports.random()))
  // Whoever is told the same time must not come back at the same moment.
  const pause = (afterMs ?? 0) + jitter
  const quiet = afterMs === null ? Math.min(pause, hurryAfterMs) : pause
  const woken = await waker.wait(quiet, 'sink')
  if (woken === 'time' && quiet < pause) await waker.wait(pause - quiet, 'all')
}

/** Asks for the position if it is not known, otherwise hands over the next entries. Moving nowhere counts as a failure. */
const step = async (sink: Sink, source: Source, position: number | null): Promise<SinkReply> => {
  try {
    if (position === null) return await sink.position()
    if (position >= source.upTo()) return { ok: true, position }
    const upTo = source.upTo()
    const entries = (await source.after(position, sink.batch)).filter((entry) => entry.seq <= upTo)
    // A database that was wiped under a running window has a head and no entries, until the next commit brings them back.
    if (entries.length === 0) return { ok: false, next: 'retry', reason: 'no_entries', afterMs: null }
    const reply = await sink.push(entries)
    const stuck = 'position' in reply && reply.position === position
    return stuck ? { ok: false, next: 'retry', reason: 'no_progress', afterMs: null } : reply
  } catch (error) {
    return failed(error)
  }
}

/**
 * Carries the journal into a sink until the signal ends it: asks how far the sink has got, goes on from there, waits for
 * more. It never throws and never gives up; what goes wrong is a state to show.
 */
export const follow = async (sink: Sink, source: Source, ports: FollowPorts): Promise<void> => {
  const { waker, signal, onState } = ports
  let position: number | null = null
  let reached = 0
  let failures = 0
  const report = (state: FollowerState['state'], reason: string | null) => onState({ state, position: reached, reason })
  report('starting', null)
  while (!signal.aborted) {
    const reply = await step(sink, source, position)
    if (signal.aborted) return
    if ('position' in reply) {
      const moved = position !== null && reply.position > position
      const behind = reply.position < source.upTo()
      position = reply.position
      reached = reply.position
      // A sink that only says where it stands has not taken anything yet: its trouble is over when it moves.
      if (moved || !behind) failures = 0
      if (failures === 0) report(behind ? 'working' : 'idle', null)
      if (!behind && (await waker.wait(POLL_MS, 'all')) !== 'entries') position = null
    } else if (reply.next === 'retry') {
      position = null
      report('retrying', reply.reason)
      await waitOut(ports, reply.afterMs, failures)
      failures += 1
    } else {
      position = null
      failures += 1
      report('stopped', reply.reason)
      await waker.wait(STOPPED_POLL_MS, 'sink')
    }
  }
}
