import { expect, test } from 'vitest'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { freshDatabase, genesis, openedJournal } from '../../test/contract/journal-fixtures.ts'
import { mirrorSink } from './mirror-sink.ts'

const oneEntry = async () => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  return journal.entriesAfter(0, 1)
}

test('an empty mirror stands at nothing, and takes the first entry', async () => {
  const sink = mirrorSink(
    makeBridgeDouble().bridge,
    async () => null,
    () => 1,
  )
  expect(await sink.position()).toEqual({ ok: true, position: 0 })
  expect(await sink.push(await oneEntry())).toEqual({ ok: true, position: 1 })
})

test('a tail that is not the entry of that number here is a fork, before anything is appended', async () => {
  const double = makeBridgeDouble()
  await mirrorSink(
    double.bridge,
    async () => null,
    () => 1,
  ).push(await oneEntry())
  const sink = mirrorSink(
    double.bridge,
    async () => NO_HASH,
    () => 1,
  )
  expect(await sink.position()).toEqual({ ok: false, next: 'stop', reason: 'fork' })
  expect(double.mirror.appends).toBe(1)
})

test('a gap sends it back to the tail, unless that tail is another one', async () => {
  const entries = await oneEntry()
  const hash = entries[0]?.hash ?? ''
  const double = makeBridgeDouble()
  const tail = { till: 'a'.repeat(32), epoch: 1, seq: 1, hash }
  double.mirror.fault = { ok: false, reason: 'gap', tail }
  const push = (hashHere: string) =>
    mirrorSink(
      double.bridge,
      async () => hashHere,
      () => 1,
    ).push(entries)
  expect(await push(hash)).toEqual({ ok: false, next: 'go_on_from', position: 1 })
  expect(await push(NO_HASH)).toEqual({ ok: false, next: 'stop', reason: 'fork' })
})

test('what a person must act on stops it, what may pass is tried again', async () => {
  const double = makeBridgeDouble()
  const sink = mirrorSink(
    double.bridge,
    async () => null,
    () => 1,
  )
  const after = async (reason: 'fork' | 'broken_chain' | 'disk_full' | 'write_failed') => {
    double.mirror.fault = { ok: false, reason }
    const reply = await sink.push([])
    return 'next' in reply ? reply.next : 'ok'
  }
  expect([await after('fork'), await after('broken_chain')]).toEqual(['stop', 'stop'])
  expect([await after('disk_full'), await after('write_failed')]).toEqual(['retry', 'retry'])
})

/** A till of one entry whose second copy is damaged. */
const damagedTill = async () => {
  const entries = await oneEntry()
  const double = makeBridgeDouble()
  double.mirror.lines = entries.map(toLine)
  Object.assign(double.app.mirror, { state: 'damaged', detail: 'a line' })
  return { double, entries }
}

test('a damaged copy is made again from the first entry on, and then taken for the second copy', async () => {
  const { double, entries } = await damagedTill()
  const sink = mirrorSink(
    double.bridge,
    async () => entries[0]?.hash ?? null,
    () => 1,
  )
  expect(await sink.position()).toEqual({ ok: true, position: 0 })
  expect(await sink.push(entries)).toEqual({ ok: true, position: 1 })
  expect(double.app.mirror.state).toBe('repaired')
  expect(double.mirror.lines).toEqual(entries.map(toLine))
})

test('a new file that was complete when the app stopped is put in its place', async () => {
  const { double, entries } = await damagedTill()
  double.mirror.rebuilt = entries.map(toLine)
  const sink = mirrorSink(
    double.bridge,
    async () => entries[0]?.hash ?? null,
    () => 1,
  )
  expect(await sink.position()).toEqual({ ok: true, position: 1 })
  expect(double.app.mirror.state).toBe('repaired')
})

test('where the journal cannot be read in full, a damaged copy is left as it is', async () => {
  const { double } = await damagedTill()
  expect(await mirrorSink(double.bridge, async () => null, null).position()).toMatchObject({ next: 'stop' })
})
