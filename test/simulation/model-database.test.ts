import { beforeEach, describe, expect, test } from 'vitest'
import { type Database, type JournalRow, openDatabase } from '../../renderer/journal/database.ts'
import { freshDatabase } from '../contract/journal-fixtures.ts'
import { emptyStorage, modelDatabase } from './model-database.ts'

const row = (seq: number, once?: string): JournalRow => ({
  epoch: 1,
  seq,
  hash: `${seq}`,
  text: '',
  ...(once === undefined ? {} : { once }),
})
const counter = (name: string, value: number) => ({ name, value })

const openModel = (): Database =>
  modelDatabase({ storage: emptyStorage(), life: { isAlive: true }, commit: async (apply) => apply() })

/** What the journal relies on, asked of Dexie and of the model that the simulation puts in its place. */
describe.each([
  ['Dexie', () => openDatabase(freshDatabase())],
  ['the model', openModel],
])('%s', (_name, open) => {
  let database: Database
  beforeEach(() => {
    database = open()
  })
  const seqs = async () =>
    (await database.journal.where('[epoch+seq]').between([1, 0], [1, 99]).toArray()).map((one) => one.seq)

  test('keeps rows in the order of their keys, whatever the order of writing', async () => {
    await database.journal.bulkPut([row(10), row(2), row(9)])
    expect(await seqs()).toEqual([2, 9, 10])
    expect((await database.journal.where('[epoch+seq]').between([1, 0], [1, 99]).last())?.seq).toBe(10)
    const page = database.journal.where('[epoch+seq]').between([1, 2], [1, 10], false, true).limit(1)
    expect((await page.toArray()).map((one) => one.seq)).toEqual([9])
  })

  test('finds by key and by a unique field, and says so where there is nothing', async () => {
    await database.journal.add(row(1, 'ORDER:1'))
    expect((await database.journal.get([1, 1]))?.hash).toBe('1')
    expect((await database.journal.get({ once: 'ORDER:1' }))?.seq).toBe(1)
    expect(await database.journal.get({ once: 'ORDER:2' })).toBeUndefined()
    await database.counters.put(counter('z', 1))
    expect(await database.counters.bulkGet(['a', 'z'])).toEqual([undefined, counter('z', 1)])
  })

  test('refuses a second row with the same key or the same unique field, and takes any number without one', async () => {
    await database.journal.bulkPut([row(1, 'ORDER:1'), row(2), row(3)])
    await expect(database.journal.add(row(3))).rejects.toThrow()
    await expect(database.journal.add(row(4, 'ORDER:1'))).rejects.toThrow()
    await database.journal.bulkPut([row(1, 'ORDER:1')])
    expect(await seqs()).toEqual([1, 2, 3])
  })

  test('a transaction sees its own writes; one that throws leaves nothing', async () => {
    const failed = database.transaction('rw', [database.journal, database.counters], async () => {
      await database.journal.add(row(1))
      await database.counters.put(counter('z', 1))
      expect(await database.counters.get('z')).toEqual(counter('z', 1))
      throw new Error('stop')
    })
    await expect(failed).rejects.toThrow('stop')
    expect(await seqs()).toEqual([])
    expect(await database.counters.get('z')).toBeUndefined()
  })

  test('a refused row undoes its whole transaction', async () => {
    await database.journal.add(row(1, 'ORDER:1'))
    const failed = database.transaction('rw', [database.journal, database.counters], async () => {
      await database.counters.put(counter('z', 1))
      await database.journal.add(row(2, 'ORDER:1'))
    })
    await expect(failed).rejects.toThrow()
    expect(await database.counters.get('z')).toBeUndefined()
  })

  test('transactions take their turns: none sees the half of another', async () => {
    const add = () =>
      database.transaction('rw', [database.counters], async () => {
        const before = (await database.counters.get('n'))?.value ?? 0
        await database.counters.get('other')
        await database.counters.put(counter('n', before + 1))
      })
    await Promise.all([add(), add(), add()])
    expect(await database.counters.get('n')).toEqual(counter('n', 3))
  })

  test('clears a table and deletes by key', async () => {
    await database.counters.bulkPut([counter('a', 1), counter('b', 2)])
    await database.transaction('rw', [database.counters, database.shifts], async () => {
      await database.counters.clear()
      await database.counters.put(counter('c', 3))
    })
    expect(await database.counters.bulkGet(['a', 'b', 'c'])).toEqual([undefined, undefined, counter('c', 3)])
    await database.drafts.bulkDelete(['nobody'])
  })
})
