import { afterEach, expect, test, vi } from 'vitest'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type BridgeDouble, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  freshDatabase,
  genesis,
  openedJournal,
  SHIFT,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { PATIENCE_MS } from '../../test/patience.ts'
import type { IndexedDb } from '../journal/database.ts'
import type { Journal } from '../journal/journal.ts'
import { reprint } from './reprint.ts'
import { type Followers, startFollowers } from './start-followers.ts'

vi.setConfig({ testTimeout: 30_000 })

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: PATIENCE_MS, interval: 5 })

const running: Followers[] = []
afterEach(() => Promise.all(running.splice(0).map((followers) => followers.stop())))

/** Real timers, a hundred times faster: a test waits for conditions, not for pauses. */
const later = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms / 100)
  return () => clearTimeout(timer)
}

const start = (journal: Journal, double: BridgeDouble): Followers => {
  const followers = startFollowers({ journal, bridge: double.bridge, later, random: () => 0.5 })
  running.push(followers)
  return followers
}

const openTill = async (double = makeBridgeDouble(), indexedDb: IndexedDb = freshDatabase()) => {
  const journal = await openedJournal(double, indexedDb)
  if (journal.isNew()) {
    await journal.commit(genesis, { by: null, shift: null })
    await journal.commit(shiftOpened, CONTEXT)
  }
  return { journal, double, indexedDb }
}

/** The double with some of main's answers replaced. */
const answering = (double: BridgeDouble, call: Partial<BridgeDouble['bridge']['call']>): BridgeDouble =>
  Object.assign(Object.create(double), { bridge: { ...double.bridge, call: { ...double.bridge.call, ...call } } })

const enrolled = (double: BridgeDouble) => {
  double.sync.status = { ...double.sync.status, state: 'idle', url: 'https://office.example' }
}

const sell = (journal: Journal, order: number, change = 0) =>
  journal.commit(({ receiptNo }) => saleOf(order, 4_800, receiptNo, change), CONTEXT)

const lines = async (journal: Journal) => (await journal.entriesAfter(0, 1_000)).map(toLine)

test('a sale reaches both copies, paper and head office, once and in order', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  const followers = start(journal, double)
  for (let order = 1; order <= 5; order += 1) await sell(journal, order)
  expect(await followers.durable(journal.head().seq, 60_000)).toBe('done')
  await until(() => double.print.position === 7 && double.sync.lines.length === 7)
  expect(double.mirror.lines).toEqual(await lines(journal))
  expect(double.sync.lines).toEqual(double.mirror.lines)
  expect(double.print.jobs.map((job) => job.id)).toEqual(
    [3, 4, 5, 6, 7].flatMap((seq) => [`1.${seq}:drawer`, `1.${seq}:receipt:1`]),
  )
})

test('paper and head office never hear of an entry that the second copy does not hold', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  const ahead: string[] = []
  const { call } = double.bridge
  const slowMirror = answering(double, {
    'mirror.append': async (input) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return call['mirror.append'](input)
    },
    'print.submit': async (input) => {
      if (input.through > double.mirror.lines.length) ahead.push(`print ${input.through}`)
      return call['print.submit'](input)
    },
    'sync.push': async (input) => {
      if (double.sync.lines.length + input.lines.length > double.mirror.lines.length) ahead.push('sync')
      return call['sync.push'](input)
    },
  })
  start(journal, slowMirror)
  for (let order = 1; order <= 5; order += 1) await sell(journal, order)
  await until(() => double.print.position === 7 && double.sync.lines.length === 7)
  expect(ahead).toEqual([])
})

test('what was committed before a crash is carried on by the next window, and nothing is printed twice', async () => {
  const till = await openTill()
  const first = start(till.journal, till.double)
  await sell(till.journal, 1)
  await until(() => till.double.print.position === 3)
  await first.stop()
  await sell(till.journal, 2)
  till.journal.close()
  const next = await openTill(till.double, till.indexedDb)
  const followers = start(next.journal, next.double)
  expect(await followers.durable(4, 60_000)).toBe('done')
  await until(() => next.double.print.position === 4)
  expect(next.double.print.jobs.filter((job) => job.kind === 'document').map((job) => job.id)).toEqual([
    '1.3:receipt:1',
    '1.4:receipt:1',
  ])
})

test('a journal that was rebuilt from the mirror reprints nothing', async () => {
  const till = await openTill()
  const first = start(till.journal, till.double)
  await sell(till.journal, 1)
  await until(() => till.double.print.position === 3)
  await first.stop()
  const rebuilt = await openTill(till.double, freshDatabase())
  start(rebuilt.journal, rebuilt.double)
  await sell(rebuilt.journal, 2)
  await until(() => rebuilt.double.print.position === 4)
  expect(rebuilt.double.print.jobs).toHaveLength(4)
})

test('with the second copy down the sale stands in one copy, paper goes on, and the copy is made up later', async () => {
  const { journal, double } = await openTill()
  double.mirror.fault = { ok: false, reason: 'disk_full' }
  const followers = start(journal, double)
  await sell(journal, 1)
  expect(await followers.durable(3, 600_000)).toBe('one_copy')
  expect(followers.states().mirror).toMatchObject({ state: 'retrying', reason: 'disk_full' })
  await until(() => double.print.position === 3)
  double.mirror.fault = null
  await until(() => double.mirror.lines.length === 3)
  expect(await followers.durable(3, 60_000)).toBe('done')
})

test('a mirror that was lost is written again from the journal', async () => {
  const { journal, double } = await openTill()
  const followers = start(journal, double)
  await followers.durable(2, 60_000)
  double.mirror.lines = []
  await sell(journal, 1)
  await until(() => double.mirror.lines.length === 3)
  expect(double.mirror.lines).toEqual(await lines(journal))
})

test('a mirror that holds another entry is a fork: it is said, not overwritten, and selling goes on', async () => {
  const { journal, double } = await openTill()
  const other = await openTill()
  await sell(other.journal, 9)
  const theirs = await lines(other.journal)
  const followers = start(journal, double)
  await followers.durable(2, 60_000)
  double.mirror.lines = theirs
  await sell(journal, 1)
  await until(() => followers.states().mirror.state === 'stopped')
  expect(followers.states().mirror.reason).toBe('fork')
  expect(double.mirror.lines).toEqual(theirs)
  expect(await sell(journal, 2)).toMatchObject({ ok: true })
})

test('head office that was rolled back is sent the missing entries again', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  start(journal, double)
  await sell(journal, 1)
  await until(() => double.sync.lines.length === 3)
  double.sync.lines.length = 1
  await sell(journal, 2)
  await until(() => double.sync.lines.length === 4)
  expect(double.sync.lines).toEqual(await lines(journal))
})

test('head office being away holds up nothing else; what waited goes up when it is back', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  double.sync.fault = { ok: false, reason: 'unreachable', retryAfterMs: null, detail: null }
  const followers = start(journal, double)
  await sell(journal, 1)
  await until(() => followers.states().sync.state === 'retrying' && double.print.position === 3)
  double.sync.fault = null
  await until(() => double.sync.lines.length === 3)
})

test('a fork at head office stops syncing alone', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  double.sync.fault = { ok: false, reason: 'fork', retryAfterMs: null, detail: null }
  const followers = start(journal, double)
  await sell(journal, 1)
  await until(() => followers.states().sync.state === 'stopped' && double.print.position === 3)
  expect(followers.states().sync.reason).toBe('fork')
  const { pushes } = double.sync
  await sell(journal, 2)
  await until(() => double.print.position === 4)
  expect(double.sync.pushes).toBe(pushes)
})

test('a journal that is not the one that head office signed stops syncing, and selling goes on', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  const proven = { till: journal.head().till, epoch: 1, seq: 1, hash: 'e'.repeat(64) }
  double.sync.status = { ...double.sync.status, proven }
  const followers = start(journal, double)
  await until(() => followers.states().sync.state === 'stopped')
  expect(followers.states().sync.reason).toBe('fork')
  expect(await sell(journal, 1)).toMatchObject({ ok: true })
  await until(() => double.print.position === 3)
  expect(double.sync.pushes).toBe(0)
})

test('a change of the standing hurries no pause; a word that head office is ready does, and so does a person', async () => {
  const { journal, double } = await openTill()
  enrolled(double)
  double.sync.fault = { ok: false, reason: 'unreachable', retryAfterMs: 3_600_000, detail: null }
  const followers = start(journal, double)
  await until(() => followers.states().sync.state === 'retrying')
  expect(double.sync.pushes).toBe(1)
  double.emit('sync.changed')
  await sell(journal, 1)
  await until(() => double.print.position === 3)
  expect(double.sync.pushes).toBe(1)
  expect(await followers.trySync()).toMatchObject({ state: 'retrying', reason: 'unreachable' })
  expect(double.sync.pushes).toBe(2)
  double.sync.fault = null
  double.emit('sync.ready')
  await until(() => double.sync.lines.length === 3)
})

test('a till without head office pushes nothing until it is enrolled', async () => {
  const { journal, double } = await openTill()
  const followers = start(journal, double)
  await sell(journal, 1)
  await until(() => double.print.position === 3)
  expect(followers.states().sync).toMatchObject({ state: 'stopped', reason: 'standalone' })
  expect(double.sync.pushes).toBe(0)
  enrolled(double)
  double.emit('sync.ready')
  await until(() => double.sync.lines.length === 3)
})

test('an outcome is journalled once, however often it is told, and by the next window if this one died', async () => {
  const till = await openTill()
  await sell(till.journal, 1)
  const outcome = { job: '1.3:receipt:1', evidence: 'confirmed' as const, bytesHash: 'd'.repeat(64) }
  till.double.print.outcomes.push(
    { ...outcome, offset: 4, state: 'in_doubt' },
    { ...outcome, offset: 7, state: 'printed' },
  )
  const first = start(till.journal, till.double)
  await until(() => till.journal.head().seq === 5)
  await first.stop()
  till.double.print.outcomes.push(
    { ...outcome, offset: 9, state: 'printed' },
    { ...outcome, offset: 12, state: 'failed' },
  )
  till.journal.close()
  const next = await openTill(till.double, till.indexedDb)
  start(next.journal, next.double)
  await until(() => next.journal.head().seq === 6)
  expect(await next.journal.printsOf({ epoch: 1, seq: 3 })).toMatchObject([
    { job: '1.3:receipt:1', state: 'failed', offset: 12 },
  ])
})

test('an outcome that was journalled before is passed by, not asked for again and again', async () => {
  const { journal, double } = await openTill()
  const outcome = { job: '1.2:x:1', evidence: 'none' as const, bytesHash: 'd'.repeat(64), state: 'failed' as const }
  double.print.outcomes.push({ ...outcome, offset: 4 }, { ...outcome, offset: 7 })
  const asked: number[] = []
  const listening = answering(double, {
    'print.outcomes': async (input) => {
      asked.push(input.after)
      return double.bridge.call['print.outcomes'](input)
    },
  })
  start(journal, listening)
  await until(() => asked.length >= 3)
  expect(asked.slice(0, 3)).toEqual([0, 7, 7])
  expect(journal.head().seq).toBe(3)
})

test('a reprint is a marked copy with its own entry, and the same number is not printed twice', async () => {
  const { journal, double } = await openTill()
  start(journal, double)
  await sell(journal, 1)
  const parts = { journal, bridge: double.bridge }
  expect(await reprint(parts, { of: { epoch: 1, seq: 3 }, copy: 2 }, CONTEXT)).toMatchObject({
    ok: true,
    already: false,
  })
  expect(await reprint(parts, { of: { epoch: 1, seq: 3 }, copy: 2 }, CONTEXT)).toMatchObject({
    ok: true,
    already: true,
  })
  expect(await reprint(parts, { of: { epoch: 1, seq: 1 }, copy: 2 }, CONTEXT)).toEqual({
    ok: false,
    reason: 'nothing_to_print',
  })
  await until(() => double.print.position === 4)
  const papers = double.print.jobs
    .filter((job) => job.kind === 'document')
    .map((job) => paperText(decodePaper(job.bytes, GENERIC_80)))
  expect(papers).toHaveLength(2)
  expect(papers[0]).not.toContain('COPY')
  expect(papers[1]).toContain('COPY 2')
  expect(papers[1]).toContain('王芳')
  expect((await journal.saleAt({ epoch: 1, seq: 3 }))?.copies).toBe(2)
})

test('an X report prints the totals of its range, not those of sales made meanwhile', async () => {
  const { journal, double } = await openTill()
  await sell(journal, 1, 200)
  const body = { shiftId: SHIFT, fromSeq: 2, toSeq: journal.head().seq }
  await journal.commit({ kind: 'X_REPORT', body }, CONTEXT)
  await sell(journal, 2)
  start(journal, double)
  await until(() => double.print.position === 5)
  const report = double.print.jobs.find((job) => job.id === '1.4:x:1')
  const paper = paperText(decodePaper(report?.bytes ?? new Uint8Array(), GENERIC_80))
  expect(paper).toContain('48.00')
  expect(paper).not.toContain('96.00')
})

test('a spool that lost its log is told how far the journal is, and is not given what the journal knows to be printed', async () => {
  const { journal, double } = await openTill()
  await sell(journal, 1)
  await sell(journal, 2)
  const outcome = { job: '1.3:receipt:1', evidence: 'confirmed', bytesHash: 'd'.repeat(64), state: 'printed' } as const
  await journal.commit({ kind: 'PRINT_OUTCOME', body: { ...outcome, offset: 7 } }, { by: null, shift: null })
  const told: unknown[] = []
  const listening = answering(double, {
    'print.position': async (input) => {
      told.push(input)
      return double.bridge.call['print.position'](input)
    },
  })
  start(journal, listening)
  await until(() => double.print.position === 5)
  expect(told[0]).toEqual({ journal: { head: 5, outcomes: 7 } })
  expect(double.print.jobs.map(({ id }) => id)).toEqual(['1.3:drawer', '1.4:drawer', '1.4:receipt:1'])
})
