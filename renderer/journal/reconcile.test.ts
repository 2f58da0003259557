import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  openWith,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { openDatabase } from './database.ts'
import type { Journal } from './journal.ts'

const opened = async (double = makeBridgeDouble(), indexedDb = freshDatabase()) => {
  const result = await openWith(double, indexedDb)
  if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
  return { journal: result.journal, double, indexedDb }
}

const sell = (journal: Journal, order: number, total = 100) =>
  journal.commit((numbers) => saleOf(order, total, numbers.receiptNo), CONTEXT)

const tillWithSales = async (count: number) => {
  const till = await opened()
  await till.journal.commit(genesis, { by: null, shift: null })
  await till.journal.commit(shiftOpened, CONTEXT)
  for (let order = 1; order <= count; order += 1) await sell(till.journal, order, order * 100)
  return till
}

const copyToMirror = async (till: Awaited<ReturnType<typeof opened>>, upTo = Number.MAX_SAFE_INTEGER) => {
  const entries = await till.journal.entriesAfter(0, 10_000)
  till.double.mirror.lines = entries.filter((entry) => entry.seq <= upTo).map(toLine)
}

const seqs = async (journal: Journal) => (await journal.salesOn(DATE, { limit: 100 })).map((row) => row.seq)

/** What Chromium does to a database that it finds damaged, while the page lives on. */
const wipe = async (till: Awaited<ReturnType<typeof opened>>) => {
  const database = openDatabase(till.indexedDb)
  for (const table of database.tables) await table.clear()
  database.close()
}

test('a journal that was wiped between two starts comes back from the mirror, folds and all', async () => {
  const till = await tillWithSales(3)
  await copyToMirror(till)
  const before = { head: till.journal.head(), shift: till.journal.openShift(), sales: await seqs(till.journal) }
  till.journal.close()
  const again = await opened(till.double, freshDatabase())
  expect({ head: again.journal.head(), shift: again.journal.openShift(), sales: await seqs(again.journal) }).toEqual(
    before,
  )
  expect(await sell(again.journal, 4)).toMatchObject({ ok: true, already: false })
  expect((await again.journal.saleAt({ epoch: 1, seq: 6 }))?.receiptNo).toBe('S1-20261124-0004')
})

test('a database wiped under an open window is brought back within the next commit, unmirrored sales too', async () => {
  const till = await tillWithSales(3)
  await copyToMirror(till, 4)
  await wipe(till)
  expect(await sell(till.journal, 4)).toMatchObject({ ok: true, already: false })
  expect(await seqs(till.journal)).toEqual([6, 5, 4, 3])
  expect(till.journal.openShift()?.totals.sales).toBe(4)
})

test('a wiped database still finds the first sale at a second Enter', async () => {
  const till = await tillWithSales(2)
  await copyToMirror(till)
  await wipe(till)
  expect(await sell(till.journal, 2)).toMatchObject({ ok: true, already: true })
  expect(await seqs(till.journal)).toEqual([4, 3])
})

test('what neither copy nor memory holds is not glossed over: nothing is sold on a journal with a hole', async () => {
  const first = await tillWithSales(3)
  await copyToMirror(first, 4)
  first.journal.close()
  const second = await opened(first.double, first.indexedDb)
  await wipe({ ...second })
  expect(await sell(second.journal, 4)).toMatchObject({ ok: false, reason: 'database_gone' })
})

test('a till that has lost what head office countersigned does not start over it', async () => {
  const till = await tillWithSales(2)
  const proven = till.journal.head()
  till.journal.close()
  till.double.sync.status = { ...till.double.sync.status, state: 'idle', proven }
  expect(await openWith(till.double, freshDatabase())).toMatchObject({ ok: false, reason: 'missing' })
})

test('a journal behind its mirror is carried on from it', async () => {
  const till = await tillWithSales(3)
  const entries = await till.journal.entriesAfter(0, 100)
  till.journal.close()
  const behind = freshDatabase()
  till.double.mirror.lines = entries.slice(0, 3).map(toLine)
  const early = await opened(till.double, behind)
  early.journal.close()
  till.double.mirror.lines = entries.map(toLine)
  const caughtUp = await opened(till.double, behind)
  expect(caughtUp.journal.head().seq).toBe(5)
  expect(await seqs(caughtUp.journal)).toEqual([5, 4, 3])
})

test('a lost mirror is no reason to stop: the journal is whole', async () => {
  const till = await tillWithSales(2)
  till.journal.close()
  const again = await opened(till.double, till.indexedDb)
  expect(again.journal.head().seq).toBe(4)
})

test('two copies that disagree about a number are a fork, whichever is longer: that epoch is left', async () => {
  const other = await opened()
  await other.journal.commit(genesis, { by: null, shift: null })
  await other.journal.commit(shiftOpened, CONTEXT)
  await sell(other.journal, 77)
  for (const upTo of [3, 100]) {
    const one = await tillWithSales(2)
    one.journal.close()
    await sell(other.journal, 78 + upTo)
    await sell(other.journal, 79 + upTo)
    await copyToMirror(other, upTo)
    const double = makeBridgeDouble()
    double.mirror.lines = [...other.double.mirror.lines]
    const left = await openWith(double, one.indexedDb)
    expect(left).toMatchObject({ ok: true, begun: { epoch: 2, reason: 'fork', parent: { epoch: 1, seq: 4 } } })
    if (left.ok) expect(await seqs(left.journal)).toEqual([4, 3])
  }
})

test('a damaged line of the mirror is not taken into a new journal', async () => {
  const till = await tillWithSales(2)
  await copyToMirror(till)
  till.double.mirror.lines[2] = (till.double.mirror.lines[2] ?? '').replace('"cash"', '"card"')
  expect(await openWith(till.double, freshDatabase())).toMatchObject({
    ok: true,
    begun: { reason: 'missing', parent: { seq: 2 }, missing: { first: 3, last: 4 } },
  })
})

test('a journal of another device key is not gone on with', async () => {
  const till = await tillWithSales(1)
  till.journal.close()
  expect(await openWith(makeBridgeDouble('b'.repeat(32)), till.indexedDb)).toMatchObject({
    ok: false,
    reason: 'other_till',
  })
})

test('a database of a newer version is left alone', async () => {
  const till = await tillWithSales(1)
  till.journal.close()
  await new Promise<void>((resolve, reject) => {
    const request = till.indexedDb.indexedDB.open('counterfoil', 20)
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
  expect(await openWith(till.double, till.indexedDb)).toMatchObject({ ok: false, reason: 'newer_version' })
})

test('a newer format in the same stores is left alone', async () => {
  const till = await tillWithSales(1)
  const database = openDatabase(till.indexedDb)
  await database.meta.put({ key: 'format', value: 99 })
  database.close()
  expect(await openWith(till.double, till.indexedDb)).toMatchObject({ ok: false, reason: 'newer_version' })
})

test('read tables of an older projection are folded anew from the journal alone, with progress', async () => {
  const till = await tillWithSales(3)
  const before = { shift: till.journal.openShift(), sales: await till.journal.salesOn(DATE, { limit: 9 }) }
  const database = openDatabase(till.indexedDb)
  await database.meta.put({ key: 'projection', value: 0 })
  await database.sales.clear()
  database.close()
  const progress: [seq: number, last: number][] = []
  const again = await openWith(till.double, till.indexedDb, (seq, last) => progress.push([seq, last]))
  if (!again.ok) throw new Error(again.reason)
  expect({ shift: again.journal.openShift(), sales: await again.journal.salesOn(DATE, { limit: 9 }) }).toEqual(before)
  expect(progress).toEqual([[5, 5]])
})

test.each(['damaged', 'shortened'] as const)(
  'with the database gone and a second copy that is %s, nothing is numbered over what was done',
  async (state) => {
    const till = await tillWithSales(3)
    await copyToMirror(till, 3)
    till.journal.close()
    const double = Object.assign(till.double, { app: { ...till.double.app, mirror: { state, detail: null, held: 5 } } })
    expect(await openWith(double, freshDatabase())).toMatchObject({
      ok: true,
      begun: { parent: { seq: 3 }, missing: { first: 4, last: 5 } },
      findings: { head: 3, missing: { first: 4, last: 5 }, mirrorHeld: 5 },
    })
  },
)

test('numbers whose receipts were handed to the printer are not given again', async () => {
  const till = await tillWithSales(3)
  await copyToMirror(till, 3)
  till.journal.close()
  await till.double.bridge.call['print.submit']({ through: 5, jobs: [] })
  const left = await openWith(till.double, freshDatabase())
  expect(left).toMatchObject({ ok: true, begun: { parent: { seq: 3 }, missing: { first: 4, last: 5 } } })
  // Each of the two may have been a sale whose receipt is on paper.
  expect(left.ok && left.begun?.numbers.receipts[DATE]).toBe(3)
})

test('a sale whose text was edited in the database is not read as a sale', async () => {
  const till = await tillWithSales(1)
  const database = openDatabase(till.indexedDb)
  const row = await database.journal.get([1, 3])
  if (row === undefined) throw new Error('no entry 3')
  await database.journal.put({ ...row, text: row.text.replace('"total":100', '"total":990000') })
  database.close()
  expect(await till.journal.entryBySeq(3)).toBeNull()
})

test.each(['before it is compared with the mirror', 'after it was'])(
  'a journal that is wiped while it opens, %s, is brought back, not taken for a new one or a fork',
  async (moment) => {
    const till = await tillWithSales(2)
    await copyToMirror(till)
    const { head } = till.journal
    const before = head()
    till.journal.close()
    let wipes = 1
    const { call } = till.double.bridge
    const wipeOnce = async () => {
      if (wipes > 0) await wipe(till)
      wipes -= 1
    }
    const wiping: Partial<typeof call> =
      moment === 'after it was'
        ? { 'print.position': (input) => wipeOnce().then(() => call['print.position'](input)) }
        : { 'app.info': (input) => wipeOnce().then(() => call['app.info'](input)) }
    const bridge = { ...till.double.bridge, call: { ...call, ...wiping } }
    const double = Object.assign(Object.create(till.double), { bridge })
    const again = await opened(double, till.indexedDb)
    expect(again.journal.head()).toEqual(before)
    expect(again.journal.isNew()).toBe(false)
  },
)

test.each(['damaged', 'shortened'] as const)(
  'with the database gone and a second copy that is %s, head office gives back what is missing',
  async (state) => {
    const till = await tillWithSales(3)
    const before = { head: till.journal.head(), sales: await seqs(till.journal) }
    till.double.sync.lines = (await till.journal.entriesAfter(0, 100)).map(toLine)
    till.double.sync.reachable = true
    await copyToMirror(till, 3)
    till.journal.close()
    Object.assign(till.double.app.mirror, { state, held: 5 })
    const again = await openWith(till.double, freshDatabase())
    if (!again.ok) throw new Error(again.detail)
    expect({ head: again.journal.head(), sales: await seqs(again.journal) }).toEqual(before)
    expect(again.findings).toMatchObject({
      office: 'gave',
      restored: [{ from: 'mirror' }, { from: 'office', first: 4, last: 5 }],
    })
  },
)

test('a till that has lost both copies gets everything from head office', async () => {
  const till = await tillWithSales(3)
  const before = till.journal.head()
  till.double.sync.lines = (await till.journal.entriesAfter(0, 100)).map(toLine)
  till.double.sync.reachable = true
  till.journal.close()
  const again = await openWith(till.double, freshDatabase())
  if (!again.ok) throw new Error(again.detail)
  expect(again.journal.head()).toEqual(before)
  expect(again.findings.restored).toEqual([{ from: 'office', first: 1, last: 5 }])
})

test('head office is not asked where nothing is missing', async () => {
  const till = await tillWithSales(2)
  await copyToMirror(till)
  till.journal.close()
  till.double.sync.reachable = true
  const again = await openWith(till.double, freshDatabase())
  expect(again).toMatchObject({ ok: true, findings: { office: 'not_asked', missing: null } })
})
