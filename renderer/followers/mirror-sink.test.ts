import { expect, test } from 'vitest'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { freshDatabase, genesis, openWith } from '../../test/contract/journal-fixtures.ts'
import { mirrorSink } from './mirror-sink.ts'

const oneEntry = async () => {
  const opened = await openWith(makeBridgeDouble(), freshDatabase())
  if (!opened.ok) throw new Error(opened.reason)
  await opened.journal.commit(genesis, { by: null, shift: null })
  return opened.journal.entriesAfter(0, 1)
}

test('an empty mirror stands at nothing, and takes the first entry', async () => {
  const sink = mirrorSink(makeBridgeDouble().bridge, async () => null)
  expect(await sink.position()).toEqual({ ok: true, position: 0 })
  expect(await sink.push(await oneEntry())).toEqual({ ok: true, position: 1 })
})

test('a tail that is not the entry of that number here is a fork, before anything is appended', async () => {
  const double = makeBridgeDouble()
  await mirrorSink(double.bridge, async () => null).push(await oneEntry())
  const sink = mirrorSink(double.bridge, async () => NO_HASH)
  expect(await sink.position()).toEqual({ ok: false, next: 'stop', reason: 'fork' })
  expect(double.mirror.appends).toBe(1)
})

test('a gap sends it back to the tail, unless that tail is another one', async () => {
  const entries = await oneEntry()
  const hash = entries[0]?.hash ?? ''
  const double = makeBridgeDouble()
  const tail = { till: 'a'.repeat(32), epoch: 1, seq: 1, hash }
  double.mirror.fault = { ok: false, reason: 'gap', tail }
  const push = (hashHere: string) => mirrorSink(double.bridge, async () => hashHere).push(entries)
  expect(await push(hash)).toEqual({ ok: false, next: 'go_on_from', position: 1 })
  expect(await push(NO_HASH)).toEqual({ ok: false, next: 'stop', reason: 'fork' })
})

test('what a person must act on stops it, what may pass is tried again', async () => {
  const double = makeBridgeDouble()
  const sink = mirrorSink(double.bridge, async () => null)
  const after = async (reason: 'fork' | 'broken_chain' | 'disk_full' | 'write_failed') => {
    double.mirror.fault = { ok: false, reason }
    const reply = await sink.push([])
    return 'next' in reply ? reply.next : 'ok'
  }
  expect([await after('fork'), await after('broken_chain')]).toEqual(['stop', 'stop'])
  expect([await after('disk_full'), await after('write_failed')]).toEqual(['retry', 'retry'])
})
