import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { KeptEntries } from '../journal/kept-entries.ts'
import { type FollowerState, follow } from './follow.ts'
import { mirrorSink } from './mirror-sink.ts'
import { syncSink } from './sync-sink.ts'
import { type Later, makeWaker } from './waker.ts'

const PATIENCE_MS = 30_000

type CarryOnPorts = {
  readonly kept: KeptEntries
  readonly bridge: Bridge
  readonly later: Later
  readonly random: () => number
  readonly onState: (name: 'mirror' | 'sync', state: FollowerState) => void
}

/**
 * Carries entries of a newer version on to the second copy and to head office, which need not understand them, while
 * nothing is sold or printed. Returns the way to stop, which resolves when nothing is touched any more.
 */
export const carryOn = ({ kept, bridge, later, random, onState }: CarryOnPorts): (() => Promise<void>) => {
  const ending = new AbortController()
  const wakers = { mirror: makeWaker(later), sync: makeWaker(later) }
  const ports = (name: 'mirror' | 'sync') => ({
    waker: wakers[name],
    signal: ending.signal,
    random,
    patienceMs: PATIENCE_MS,
    onState: (state: FollowerState) => onState(name, state),
  })
  const hashAt = async (seq: number) => (await kept.after(seq - 1, 1))[0]?.hash ?? null
  const loops = [
    follow(mirrorSink(bridge, hashAt, null), { upTo: () => kept.stored, after: kept.after }, ports('mirror')),
    follow(syncSink(bridge, kept.epoch, hashAt), { upTo: () => kept.newest, after: kept.after }, ports('sync')),
  ]
  const unsubscribe = bridge.on['sync.ready'](() => wakers.sync.wake('sink'))
  return async () => {
    ending.abort()
    unsubscribe()
    for (const waker of Object.values(wakers)) waker.wake('sink')
    await Promise.all(loops)
  }
}
