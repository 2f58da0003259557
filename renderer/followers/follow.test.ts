import { expect, test } from 'vitest'
import type { StoredEntry } from '../journal/rows.ts'
import { type FollowerState, follow, type Sink, type SinkReply } from './follow.ts'
import { makeWaker, type Waker, type Woken } from './waker.ts'

const entry = (seq: number): StoredEntry => ({ epoch: 1, seq, hash: 'f'.repeat(64), text: `${seq}` })
const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(index + 1))

/** Runs a follower against replies until it has said `until`; pauses end at once and are written down. */
const run = async (sink: Sink, count: number, until: (state: FollowerState) => boolean) => {
  const ending = new AbortController()
  const states: FollowerState[] = []
  const pauses: number[] = []
  const later = (ms: number, callback: () => void) => {
    if (!ending.signal.aborted) pauses.push(ms)
    queueMicrotask(callback)
    return () => undefined
  }
  const all = entries(count)
  await follow(
    sink,
    { upTo: () => count, after: async (seq, limit) => all.slice(seq, seq + limit) },
    {
      waker: makeWaker(later),
      signal: ending.signal,
      random: () => 0.5,
      patienceMs: 60_000,
      onState: (state) => {
        states.push(state)
        if (until(state)) ending.abort()
      },
    },
  )
  return { states, pauses }
}

const isIdle = (state: FollowerState) => state.state === 'idle'

/** A sink that keeps what it takes; `answers` replace its first replies to a push. */
const keepingSink = (answers: (SinkReply | Error)[] = [], batch = 2) => {
  const taken: number[] = []
  const sink: Sink = {
    batch,
    position: async () => ({ ok: true, position: taken.at(-1) ?? 0 }),
    push: async (pushed) => {
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      if (answer) return answer
      taken.push(...pushed.map((one) => one.seq))
      return { ok: true, position: taken.at(-1) ?? 0 }
    },
  }
  return { sink, taken }
}

test('a journal whose entries cannot be read is tried again after a pause, not at once without end', async () => {
  const ending = new AbortController()
  let reads = 0
  const pauses: number[] = []
  const source = {
    upTo: () => 3,
    after: async () => {
      reads += 1
      return []
    },
  }
  const later = (ms: number, callback: () => void) => {
    pauses.push(ms)
    if (pauses.length === 3) ending.abort()
    queueMicrotask(callback)
    return () => undefined
  }
  const ports = { waker: makeWaker(later), signal: ending.signal, random: () => 0.5, patienceMs: 60_000 }
  await follow(keepingSink().sink, source, { ...ports, onState: () => undefined })
  expect(reads).toBe(3)
  expect(pauses).toEqual([500, 1_000, 2_000])
})

test('entries arrive once and in order, a batch at a time', async () => {
  const { sink, taken } = keepingSink()
  const { states } = await run(sink, 5, isIdle)
  expect(taken).toEqual([1, 2, 3, 4, 5])
  expect(states.map(({ state, position }) => `${state} ${position}`)).toEqual([
    'starting 0',
    'working 0',
    'working 2',
    'working 4',
    'idle 5',
  ])
})

test('it begins where the sink stands, whatever was sent before', async () => {
  const { sink, taken } = keepingSink()
  taken.push(1, 2, 3)
  await run(sink, 5, isIdle)
  expect(taken).toEqual([1, 2, 3, 4, 5])
})

test('failures are waited out with growing pauses, also when they are thrown', async () => {
  const retry: SinkReply = { ok: false, next: 'retry', reason: 'disk_full', afterMs: null }
  const { sink, taken } = keepingSink([retry, new Error('bridge gone'), retry])
  const { states, pauses } = await run(sink, 2, isIdle)
  expect(taken).toEqual([1, 2])
  expect(pauses).toEqual([500, 1_000, 2_000])
  expect(states.filter((state) => state.state === 'retrying').map((state) => state.reason)).toEqual([
    'disk_full',
    'failed: bridge gone',
    'disk_full',
  ])
})

test('a pause that the sink asks for is kept, and spread by the usual jitter', async () => {
  const { sink } = keepingSink([{ ok: false, next: 'retry', reason: 'refused', afterMs: 42_000 }])
  const { pauses } = await run(sink, 1, isIdle)
  expect(pauses).toEqual([42_500])
})

test('a sink that stands elsewhere is followed there', async () => {
  const { sink, taken } = keepingSink([{ ok: false, next: 'go_on_from', position: 3 }])
  await run(sink, 5, isIdle)
  expect(taken).toEqual([4, 5])
})

test('a sink that says ok and moves nowhere does not spin', async () => {
  const nowhere: SinkReply = { ok: true, position: 0 }
  const { sink } = keepingSink([nowhere, nowhere])
  const { pauses, states } = await run(sink, 1, isIdle)
  expect(pauses).toEqual([500, 1_000])
  expect(states.some((state) => state.reason === 'no_progress')).toBe(true)
})

test('a stopped sink is asked again once it has changed', async () => {
  const { sink, taken } = keepingSink([{ ok: false, next: 'stop', reason: 'fork' }])
  const { states } = await run(sink, 1, isIdle)
  expect(states.map((state) => state.state)).toEqual(['starting', 'working', 'stopped', 'idle'])
  expect(taken).toEqual([1])
})

test('new entries do not hurry a backoff, a change of the sink does', async () => {
  const timers: (() => void)[] = []
  const waker = makeWaker((_, callback) => {
    timers.push(callback)
    return () => undefined
  })
  const wait = waker.wait(1_000, 'sink')
  waker.wake('entries')
  const first = await Promise.race([wait, Promise.resolve('still waiting')])
  expect(first).toBe('still waiting')
  waker.wake('sink')
  expect(await wait).toBe('sink')
})

test('a wake that comes before the wait is not lost', async () => {
  const waker = makeWaker(() => () => undefined)
  waker.wake('entries')
  expect(await waker.wait(1_000, 'all')).toBe('entries')
})

/** Follows into a sink that always refuses, over a waker whose waits are written down and end as told. */
const refused = async (reply: SinkReply, hurryAfterMs: number, woken: Woken[]) => {
  const ending = new AbortController()
  const waits: string[] = []
  const waker: Waker = {
    wake: () => undefined,
    wait: async (ms, hears) => {
      waits.push(`${ms} ${hears}`)
      const by = woken.shift()
      if (by === undefined) ending.abort()
      return by ?? 'time'
    },
  }
  const sink: Sink = { batch: 1, position: async () => ({ ok: true, position: 0 }), push: async () => reply }
  const source = { upTo: () => 1, after: async () => entries(1) }
  const ports = { waker, signal: ending.signal, random: () => 1, patienceMs: 60_000, hurryAfterMs }
  await follow(sink, source, { ...ports, onState: () => undefined })
  return waits
}

test('a new entry ends a long pause, but not before the last attempt is long enough ago', async () => {
  const retry: SinkReply = { ok: false, next: 'retry', reason: 'unreachable', afterMs: null }
  const waits = await refused(retry, 2_500, ['time', 'time', 'time', 'entries', 'sink', 'time'])
  expect(waits).toEqual(['1000 sink', '2000 sink', '2500 sink', '1500 all', '2500 sink', '2500 sink', '13500 all'])
})

test('no entry hurries a pause that the sink asked for', async () => {
  const retry: SinkReply = { ok: false, next: 'retry', reason: 'unreachable', afterMs: 40_000 }
  expect(await refused(retry, 2_500, ['time'])).toEqual(['41000 sink', '42000 sink'])
})
