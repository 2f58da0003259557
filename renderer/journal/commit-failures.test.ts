import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import { headBeforeGenesis } from '../../shared/journal/seal.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  openedJournal,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { makeCommit } from './commit.ts'
import { type Database, openDatabase } from './database.ts'
import { sha256Text } from './sha256.ts'
import { loadState, stateBeforeGenesis } from './till-state.ts'

afterEach(() => vi.restoreAllMocks())

const TILL = 'a'.repeat(32)

/** A commit over a database whose next write transactions end as `lose` says, although they were stored. */
const commitOver = (database: Database) => {
  let lost = 0
  let state = stateBeforeGenesis(TILL, 1)
  const lossy: Database = Object.create(database, {
    transaction: {
      value: async (...args: Parameters<Database['transaction']>) => {
        const result = await Reflect.apply(database.transaction, database, args)
        if (args[0] === 'rw' && lost > 0) {
          lost -= 1
          throw new DOMException('no answer', 'AbortError')
        }
        return result
      },
    },
  })
  const commit = makeCommit({
    database: lossy,
    sha256: sha256Text,
    now: () => ({ utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }),
    state: () => state,
    setState: (next) => {
      state = next
    },
    recover: async () => ({ ok: false, reason: 'missing', detail: 'not expected' }),
    onCommitted: () => undefined,
  })
  return {
    commit,
    state: () => state,
    loseAnswers: (count: number) => {
      lost = count
    },
  }
}

const sale = (order: number) => (numbers: { receiptNo: string }) => saleOf(order, 4_800, numbers.receiptNo)

test('an answer that is lost after the entry was stored is no second sale', async () => {
  const database = openDatabase(freshDatabase())
  const till = commitOver(database)
  await till.commit(genesis, { by: null, shift: null })
  await till.commit(shiftOpened, CONTEXT)
  till.loseAnswers(1)
  const sold = await till.commit(sale(1), CONTEXT)
  expect(sold).toMatchObject({ ok: true, already: false })
  expect(till.state().head.seq).toBe(3)
  expect(await till.commit(sale(1), CONTEXT)).toMatchObject({ ok: true, already: true })
  expect(await till.commit(sale(2), CONTEXT)).toMatchObject({ ok: true, already: false })
  expect((await loadState(database))?.openShift?.totals).toMatchObject({ sales: 2, salesTotal: 9_600 })
})

test('an answer lost for an entry that may repeat is found by its number and hash', async () => {
  const database = openDatabase(freshDatabase())
  const till = commitOver(database)
  await till.commit(genesis, { by: null, shift: null })
  till.loseAnswers(1)
  const body = { staff: 'li-lei', name: '李雷', role: 'cashier' as const, change: 'added' }
  expect(await till.commit({ kind: 'STAFF_CHANGED', body }, CONTEXT)).toMatchObject({ ok: true, already: false })
  expect(till.state().head.seq).toBe(2)
  expect(till.state().head.hash).not.toBe(headBeforeGenesis(TILL, 1).hash)
})

test('a full disk refuses the sale, keeps everything before it, and the next try works', async () => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('no space', 'QuotaExceededError')
  })
  expect(await journal.commit(sale(1), CONTEXT)).toMatchObject({ ok: false, reason: 'disk_full' })
  add.mockRestore()
  expect(journal.head().seq).toBe(2)
  expect(await journal.commit(sale(1), CONTEXT)).toMatchObject({ ok: true, already: false })
  expect((await journal.salesOn(DATE, { limit: 5 })).map((row) => row.receiptNo)).toEqual(['S1-20261124-0001'])
})

test('commits that come together are chained one after the other', async () => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  const results = await Promise.all(Array.from({ length: 20 }, (_, index) => journal.commit(sale(index + 1), CONTEXT)))
  expect(results.map((result) => result.ok && result.sealed.entry.seq)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 3),
  )
})
