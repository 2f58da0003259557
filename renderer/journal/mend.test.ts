import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis } from '../../shared/journal/seal.ts'
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
import { type Database, openDatabase } from './database.ts'
import { mendJournal } from './mend.ts'
import { sha256Text as sha256 } from './sha256.ts'

const noPause = async () => undefined

/** A till with a genesis, a shift and six sales, all of them mirrored. */
const tillWithSales = async () => {
  const double = makeBridgeDouble()
  const indexedDb = freshDatabase()
  const opened = await openWith(double, indexedDb)
  if (!opened.ok) throw new Error(opened.detail)
  const { journal } = opened
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  for (let order = 1; order <= 6; order += 1) {
    await journal.commit(({ receiptNo }) => saleOf(order, order * 100, receiptNo), CONTEXT)
  }
  const entries = await journal.entriesAfter(0, 100)
  double.mirror.lines = entries.map(toLine)
  return { double, indexedDb, journal, database: openDatabase(indexedDb), lines: entries.map(toLine) }
}
type Till = Awaited<ReturnType<typeof tillWithSales>>
const linesIn = async (database: Database) => (await database.journal.toArray()).map(toLine)
const mend = ({ double, database, journal }: Till, over: Database = database) => {
  const { till, epoch } = headBeforeGenesis(double.app.till, 1)
  return mendJournal({ database: over, bridge: double.bridge, till, epoch, sha256 }, journal.head(), noPause)
}

test('a journal that is whole is left as it is', async () => {
  const till = await tillWithSales()
  expect(await mend(till)).toEqual({ mended: [], missing: null })
})

test('several holes in the middle are filled from the second copy', async () => {
  const till = await tillWithSales()
  await till.database.journal.bulkDelete([
    [1, 1],
    [1, 4],
    [1, 5],
  ])
  expect(await mend(till)).toEqual({ mended: [1, 4, 5], missing: null })
  expect(await linesIn(till.database)).toEqual(till.lines)
})

test('an entry whose text was changed is put back, also where only head office has it', async () => {
  const till = await tillWithSales()
  till.double.sync.lines = [...till.double.mirror.lines]
  till.double.sync.reachable = true
  till.double.mirror.lines = []
  await till.database.journal.update([1, 8], { text: '{"changed":true}' })
  expect(await mend(till)).toEqual({ mended: [8], missing: null })
  expect(await linesIn(till.database)).toEqual(till.lines)
})

test('what no other copy holds is named by its number, and nothing is touched', async () => {
  const till = await tillWithSales()
  till.double.mirror.lines = till.lines.slice(0, 3)
  await till.database.journal.delete([1, 4])
  expect(await mend(till)).toEqual({ mended: [], missing: 4 })
  expect(await linesIn(till.database)).toEqual(till.lines.toSpliced(3, 1))
})

/** The line that another history of the same till has after the first `common` ones. */
const otherAfter = async (till: Till, common: number): Promise<string> => {
  const clone = makeBridgeDouble()
  clone.mirror.lines = till.lines.slice(0, common)
  const opened = await openWith(clone, freshDatabase())
  if (!opened.ok) throw new Error(opened.detail)
  await opened.journal.commit(({ receiptNo }) => saleOf(99, 100, receiptNo), CONTEXT)
  const [other = ''] = (await opened.journal.entriesAfter(common, 1)).map(toLine)
  return other
}

test('an entry of another branch fills no hole at the end, nor one before entries that do not follow it', async () => {
  const till = await tillWithSales()
  till.double.mirror.lines = till.lines.toSpliced(7, 1, await otherAfter(till, 7))
  await till.database.journal.delete([1, 8])
  expect(await mend(till)).toEqual({ mended: [], missing: 8 })
  till.double.mirror.lines = till.lines.toSpliced(4, 1, await otherAfter(till, 4))
  await till.database.journal.bulkDelete([
    [1, 5],
    [1, 6],
  ])
  expect(await mend(till)).toEqual({ mended: [], missing: 5 })
  expect(await linesIn(till.database)).toEqual([...till.lines.slice(0, 4), ...till.lines.slice(6, 7)])
})

test('entries of another branch do not fill a hole: a row that is whole is never replaced', async () => {
  const till = await tillWithSales()
  till.double.mirror.lines = [...till.lines.slice(0, 3), await otherAfter(till, 3)]
  await till.database.journal.delete([1, 4])
  expect(await mend(till)).toEqual({ mended: [], missing: 4 })
  expect(await linesIn(till.database)).toEqual(till.lines.toSpliced(3, 1))
})

/** The browser fails every read that comes upon one number, as over a damaged page of its file. */
const unreadableAt = (database: Database, seq: number): Database => {
  let isDamaged = true
  const fail = () => Promise.reject(new DOMException('damaged', 'UnknownError'))
  const journal = new Proxy(database.journal, {
    get: (table, name) => {
      if (name === 'where' && isDamaged) {
        return () => ({ between: () => ({ limit: () => ({ toArray: fail }) }) })
      }
      if (name === 'get') return (key: [number, number]) => (isDamaged && key[1] === seq ? fail() : table.get(key))
      const value = Reflect.get(table, name)
      return typeof value === 'function' ? value.bind(table) : value
    },
  })
  return new Proxy(database, {
    get: (target, name) => {
      if (name === 'journal') return journal
      if (name !== 'transaction') return Reflect.get(target, name)
      return (...args: unknown[]) => {
        isDamaged = false
        const tables = [target.journal, target.meta]
        return Reflect.apply(target.transaction, target, [args[0], tables, args[2]])
      }
    },
  })
}

test('where the browser cannot read a page, what lies beside the damage is kept and the rest is put back', async () => {
  const till = await tillWithSales()
  expect(await mend(till, unreadableAt(till.database, 5))).toEqual({ mended: [5], missing: null })
  expect(await linesIn(till.database)).toEqual(till.lines)
})

test('after it was mended, the next start makes what is folded from entries anew', async () => {
  const till = await tillWithSales()
  await till.database.journal.delete([1, 4])
  await till.database.sales.delete([1, 4])
  await mend(till)
  till.journal.close()
  const again = await openWith(till.double, till.indexedDb)
  if (!again.ok) throw new Error(again.detail)
  expect((await again.journal.salesOn(DATE, { limit: 10 })).map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4, 3])
})
