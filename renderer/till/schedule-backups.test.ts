import { beforeEach, expect, test } from 'vitest'
import type { Output } from '../../shared/bridge/bridge.ts'
import { fen } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CONTEXT, saleOf } from '../../test/contract/journal-fixtures.ts'
import { MANAGER, tillInShift } from '../../test/contract/till-fixtures.ts'
import { eventually } from '../../test/eventually.ts'
import type { Journal } from '../journal/journal.ts'
import { isDue, scheduleBackups } from './schedule-backups.ts'
import { closeShift } from './shift.ts'

const HOUR = 3_600_000
const NOW = 100 * 24 * HOUR
const verifiedAt = (at: number) => ({ name: 'one', at, epoch: 1, seq: 3 })
const status: Output<'backup.status'> = {
  ...{ folder: '/backups', keyStorage: 'file', running: false, last: null, kept: 1 },
  verified: verifiedAt(NOW - HOUR),
}

test('a backup is due a day after the last verified one, and where there never was one', () => {
  expect(isDue(status, NOW)).toBe(false)
  expect(isDue({ ...status, verified: verifiedAt(NOW - 24 * HOUR) }, NOW)).toBe(true)
  expect(isDue({ ...status, verified: null }, NOW)).toBe(true)
  expect(isDue({ ...status, verified: null, folder: null }, NOW)).toBe(false)
  expect(isDue({ ...status, verified: null, running: true }, NOW)).toBe(false)
})

test('after a try that failed it is due again in an hour', () => {
  const failed = (at: number) => ({ at, made: { ok: false, reason: 'folder_missing' } as const })
  expect(isDue({ ...status, verified: null, last: failed(NOW - HOUR / 2) }, NOW)).toBe(false)
  expect(isDue({ ...status, verified: null, last: failed(NOW - HOUR) }, NOW)).toBe(true)
})

test('a clock that was ahead puts off neither the next backup nor the next try', () => {
  const ahead = NOW + 90 * 24 * HOUR
  expect(isDue({ ...status, verified: verifiedAt(ahead) }, NOW)).toBe(true)
  const failed = { at: ahead, made: { ok: false, reason: 'folder_missing' } } as const
  expect(isDue({ ...status, verified: null, last: failed }, NOW)).toBe(true)
})

const double = makeBridgeDouble()
const { bridge, backup } = double
let journal: Journal
beforeEach(async () => {
  Object.assign(backup, { status, made: [] })
  journal = await tillInShift(MANAGER, double)
})

const schedule = () =>
  scheduleBackups({ bridge, journal, durable: async () => 'done', now: () => NOW, every: () => () => undefined })

test('each closing makes one, over the journal’s own newest entry and what it comes to', async () => {
  const stop = schedule()
  await journal.commit(saleOf(1, 5_600, 'A1-20261124-0001'), CONTEXT)
  await journal.commit(saleOf(2, 4_400, 'A1-20261124-0002'), CONTEXT)
  expect(backup.made).toEqual([])
  expect(await closeShift(journal, fen(60_000))).toMatchObject({ ok: true })
  await eventually(() => expect(backup.made).toHaveLength(1))
  const { seq, hash } = journal.head()
  expect(backup.made[0]).toEqual({
    ...{ epoch: 1, seq, hash },
    totals: { sales: 2, salesTotal: 10_000, refunds: 0, refundTotal: 0 },
  })
  stop()
})

test('an overdue one is made at the start; without a folder nothing is', async () => {
  backup.status = { ...status, verified: null, folder: null }
  schedule()()
  backup.status = { ...status, verified: null }
  schedule()()
  await eventually(() => expect(backup.made).toHaveLength(1))
})
