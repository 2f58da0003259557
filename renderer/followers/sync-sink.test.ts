import { expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import type { StoredEntry } from '../journal/rows.ts'
import { syncSink } from './sync-sink.ts'

const ours = 'a'.repeat(64)
const theirs = 'b'.repeat(64)

/** A sink over a journal with one hash for every number up to 5, and head office proven at some head. */
const sinkAt = (proven: { epoch: number; seq: number; hash: string } | null) => {
  const double = makeBridgeDouble()
  const signed = proven && { till: 'a'.repeat(32), ...proven }
  double.sync.status = { ...double.sync.status, state: 'idle', proven: signed }
  if (signed) {
    Object.assign(double.bridge.call, { 'sync.push': async () => ({ ok: true, proven: signed }) })
  }
  return syncSink(double.bridge, 1, async (seq) => (seq <= 5 ? ours : null))
}

const entry: StoredEntry = { epoch: 1, seq: 5, hash: ours, text: '{}' }
const fork = { ok: false, next: 'stop', reason: 'fork' }

test('at start, what head office signed is taken up where the journal holds that very entry', async () => {
  expect(await sinkAt({ epoch: 1, seq: 4, hash: ours }).position()).toEqual({ ok: true, position: 4 })
  expect(await sinkAt(null).position()).toEqual({ ok: true, position: 0 })
  expect(await sinkAt({ epoch: 2, seq: 4, hash: theirs }).position()).toEqual({ ok: true, position: 0 })
})

test('at start, another entry under the number that head office signed is a fork', async () => {
  expect(await sinkAt({ epoch: 1, seq: 4, hash: theirs }).position()).toEqual(fork)
})

test('at start, a journal that ends before the number that head office signed is a fork', async () => {
  expect(await sinkAt({ epoch: 1, seq: 6, hash: ours }).position()).toEqual(fork)
})

test('an acknowledgement is compared with the journal as well', async () => {
  expect(await sinkAt({ epoch: 1, seq: 5, hash: ours }).push([entry])).toEqual({ ok: true, position: 5 })
  expect(await sinkAt({ epoch: 1, seq: 5, hash: theirs }).push([entry])).toEqual(fork)
})
