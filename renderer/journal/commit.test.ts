import { expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  idOf,
  openedJournal,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import type { Journal } from './journal.ts'

const nobody = { by: null, shift: null }

const openTill = async (indexedDb = freshDatabase(), double = makeBridgeDouble()) => {
  const journal = await openedJournal(double, indexedDb)
  await journal.commit(genesis, nobody)
  await journal.commit(shiftOpened, { by: 'wang-fang', shift: null })
  return { journal, double, indexedDb }
}

const sell = (journal: Journal, order: number, total: number) =>
  journal.commit((numbers) => saleOf(order, total, numbers.receiptNo), CONTEXT)

test('a new journal says so until its genesis', async () => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  expect(journal.isNew()).toBe(true)
  expect(await journal.commit(genesis, nobody)).toMatchObject({ ok: true, already: false })
  expect(journal.isNew()).toBe(false)
  expect(journal.facts()).toMatchObject({ restaurant: '样例饭馆', sample: true, tillCode: null })
})

test('a second Enter finds the first sale, whether it comes at once or later', async () => {
  const { journal } = await openTill()
  const [one, two] = await Promise.all([sell(journal, 5, 4_800), sell(journal, 5, 4_800)])
  const three = await sell(journal, 5, 4_800)
  expect([one, two, three].map((result) => result.ok && result.already)).toEqual([false, true, true])
  expect(two.ok && one.ok && two.sealed.hash === one.sealed.hash).toBe(true)
  expect(journal.head().seq).toBe(3)
  expect(journal.openShift()?.totals).toMatchObject({ sales: 1, cash: 4_800 })
})

test('receipt numbers follow one another, and a refused second Enter wastes none', async () => {
  const { journal } = await openTill()
  await Promise.all([sell(journal, 1, 100), sell(journal, 1, 100), sell(journal, 2, 200)])
  const rows = await journal.salesOn(DATE, { limit: 10 })
  expect(rows.map((row) => row.receiptNo)).toEqual(['S1-20261124-0002', 'S1-20261124-0001'])
})

test('nothing is sold without the open shift', async () => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, nobody)
  expect(await sell(journal, 1, 100)).toMatchObject({ ok: false, reason: 'no_open_shift' })
  expect(journal.head().seq).toBe(1)
})

test('an entry that the schema refuses leaves the journal as it was', async () => {
  const { journal } = await openTill()
  const bad = saleOf(1, 100, 'x')
  const result = await journal.commit({ ...bad, body: { ...bad.body, note: 'a\u0000b' } }, CONTEXT)
  expect(result).toMatchObject({ ok: false, reason: 'invalid_entry' })
  expect(await sell(journal, 2, 200)).toMatchObject({ ok: true, already: false })
})

test('an order that was voided cannot be sold', async () => {
  const { journal } = await openTill()
  const lines = [] as const
  const voided = { orderId: idOf(7), reason: 'left', lines: [...lines], total: saleOf(7, 100, 'x').body.total }
  await journal.commit({ kind: 'ORDER_VOIDED', body: voided }, CONTEXT)
  expect(await sell(journal, 7, 100)).toMatchObject({ ok: false, reason: 'closed_otherwise' })
})

test('a listener that throws does not make a stored sale look refused', async () => {
  const { journal, double } = await openTill()
  const heard: number[] = []
  journal.subscribe(() => {
    throw new Error('a screen broke')
  })
  const stop = journal.subscribe((entry) => heard.push(entry.seq))
  expect(await sell(journal, 1, 100)).toMatchObject({ ok: true, already: false })
  stop()
  expect(await sell(journal, 2, 100)).toMatchObject({ ok: true, already: false })
  expect(heard).toEqual([3])
  expect(double.log).toEqual(['journal.listener_failed', 'journal.listener_failed'])
})
