import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CONTEXT, freshDatabase, genesis, openWith, shiftOpened } from '../../test/contract/journal-fixtures.ts'
import { type IndexedDb, openDatabase } from './database.ts'
import { reconcile } from './reconcile.ts'
import { sha256Text } from './sha256.ts'

/** A browser that opens the database and gives it up at each use, as Chromium does with a damaged file; `isDamaged` by how often it was opened. */
const damaged = (
  whole: IndexedDb,
  isDamaged: (opened: number, mode: IDBTransactionMode) => boolean,
  name = 'InvalidStateError',
): IndexedDb => {
  let opened = 0
  const open = (...where: Parameters<IDBFactory['open']>) => {
    opened += 1
    const request = whole.indexedDB.open(...where)
    const count = opened
    request.addEventListener('success', () => {
      const { transaction } = request.result
      request.result.transaction = (stores, mode = 'readonly', options) => {
        if (isDamaged(count, mode)) throw new DOMException('Backend aborted error', name)
        return transaction.call(request.result, stores, mode, options)
      }
    })
    return request
  }
  const indexedDB = new Proxy(whole.indexedDB, {
    get: (factory, property) => (property === 'open' ? open : Reflect.get(factory, property).bind(factory)),
  })
  return { ...whole, indexedDB }
}

/** How often Dexie opens a database in one try to read from it. */
const OPENINGS = 4

const tillWithAShift = async () => {
  const [double, whole] = [makeBridgeDouble(), freshDatabase()]
  const first = await openWith(double, whole)
  if (!first.ok) throw new Error(first.reason)
  for (const content of [genesis, shiftOpened]) await first.journal.commit(content, CONTEXT)
  first.journal.close()
  return { double, whole }
}

test('a database that opens and cannot be read is said to be unreadable', async () => {
  const { double, whole } = await tillWithAShift()
  const opened = await openWith(
    double,
    damaged(whole, () => true),
  )
  expect(opened).toMatchObject({ ok: false, reason: 'unreadable' })
})

test.each([
  ['cannot be read', () => true, { ok: false, reason: 'unreadable' }],
  [
    'can be read, on a disk that is full',
    (_opened: number, mode: IDBTransactionMode) => mode === 'readwrite',
    'Backend aborted error',
  ],
] as const)('a database whose transactions are aborted, and that %s', async (_name, isDamaged, expected) => {
  const { double, whole } = await tillWithAShift()
  const opening = openWith(double, damaged(whole, isDamaged, 'AbortError'))
  if (typeof expected === 'string') await expect(opening).rejects.toThrow(expected)
  else expect(await opening).toMatchObject(expected)
})

test('where the browser opens it after all, the till opens', async () => {
  const { double, whole } = await tillWithAShift()
  // The look before, and then one try: Dexie itself opens a database again some times before it gives up.
  const opened = await openWith(
    double,
    damaged(whole, (count) => count > 1 && count <= 1 + OPENINGS),
  )
  expect(opened).toMatchObject({ ok: true, findings: { head: 2 } })
})

test('a head whose entry is not there any more is not believed: the entry comes back at the start', async () => {
  const { double, whole } = await tillWithAShift()
  const first = await openWith(double, whole)
  if (!first.ok) throw new Error(first.reason)
  double.mirror.lines = (await first.journal.entriesAfter(0, 10)).map(toLine)
  first.journal.close()
  const database = openDatabase(whole)
  await database.journal.delete([1, 2])
  database.close()
  const opened = await openWith(double, whole)
  if (!opened.ok) throw new Error(opened.reason)
  expect((await opened.journal.entriesAfter(0, 10)).map(toLine)).toEqual(double.mirror.lines)
})

test('a database wiped while it was brought together is not taken for a new one', async () => {
  const { double, whole } = await tillWithAShift()
  const first = await openWith(double, whole)
  if (!first.ok) throw new Error(first.reason)
  double.mirror.lines = (await first.journal.entriesAfter(0, 10)).map(toLine)
  first.journal.close()
  const database = openDatabase(whole)
  const { bulkPut } = database.meta
  let wipes = 0
  Object.assign(database.meta, {
    bulkPut: async (rows: Parameters<typeof bulkPut>[0]) => {
      wipes += 1
      if (wipes === 1) for (const table of [database.journal, database.head]) await table.clear()
      return bulkPut.call(database.meta, rows)
    },
  })
  const { till, epoch } = double.app
  const ports = {
    database,
    bridge: double.bridge,
    till,
    epoch,
    earlier: [],
    sha256: sha256Text,
    onProgress: () => undefined,
  }
  expect(await reconcile(ports, [])).toMatchObject({ ok: true, state: { head: { seq: 2 } } })
  expect((await database.journal.toArray()).map(toLine)).toEqual(double.mirror.lines)
})
