import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Head } from '../../shared/journal/seal.ts'
import type { DraftRow, PrintRow, SaleRow, ShiftRow, StoredEntry, TillFacts } from './rows.ts'

/** The database's name in the browser's storage. */
export const DATABASE_NAME = 'counterfoil'
/** Version of the stores. Dexie multiplies it by ten for the browser. */
export const DATABASE_VERSION = 1
/** Version of what is written in them; raised when an old reader would misread a new row. */
export const FORMAT = 1

/** `once` is absent where an entry may repeat, so that the unique index does not see it. */
export type JournalRow = StoredEntry & { readonly once?: string }
/** The newest entry, the open shift (its id) and the facts of the till. One row, compared with memory in every commit. */
export type HeadRow = Head & {
  readonly key: 'head'
  readonly openShift: string | null
  readonly facts: TillFacts | null
}
/** A number that entries count up or move; its names are in project.ts. */
export type CounterRow = { readonly name: string; readonly value: number }
/** With which format and projection the stores were written. */
export type MetaRow = { readonly key: 'format' | 'projection'; readonly value: number }

/** The stores: journal is the truth; head and the read tables are folds of it; drafts are open orders. */
export type Database = Dexie & {
  readonly journal: Table<JournalRow, [number, number]>
  readonly head: EntityTable<HeadRow, 'key'>
  readonly meta: EntityTable<MetaRow, 'key'>
  readonly sales: Table<SaleRow, [number, number]>
  readonly shifts: EntityTable<ShiftRow, 'shiftId'>
  readonly counters: EntityTable<CounterRow, 'name'>
  readonly prints: EntityTable<PrintRow, 'job'>
  readonly drafts: EntityTable<DraftRow, 'orderId'>
}

/** Where the database lives: the browser's own, or a stand-in for tests. */
export type IndexedDb = { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }

/**
 * The till's database. Chromium commits relaxed unless asked for strict (25 of 26 power cuts lost data); Dexie's cache
 * would answer from memory what the disk may no longer hold.
 */
export const openDatabase = (where: IndexedDb): Database => {
  const database = new Dexie(DATABASE_NAME, { ...where, chromeTransactionDurability: 'strict', cache: 'disabled' })
  database.version(DATABASE_VERSION).stores({
    journal: '[epoch+seq], &once',
    head: 'key',
    meta: 'key',
    sales: '[epoch+seq], [businessDate+epoch+seq], receiptNo, number, total, orderId',
    shifts: 'shiftId',
    counters: 'name',
    prints: 'job, [epoch+seq]',
    drafts: 'orderId, updatedAt',
  })
  return database as Database
}

/** The stores that one commit writes. */
export const committedTables = (database: Database) => [
  database.journal,
  database.head,
  database.sales,
  database.shifts,
  database.counters,
  database.prints,
  database.drafts,
]

/** What lies in storage before Dexie opens it: Dexie opens a newer version without complaint. */
export type Found = { readonly version: number; readonly dataLoss: string }

/** Looks at the stored database without making or changing one; version 0: there is none. */
export const inspectStored = ({ indexedDB }: IndexedDb): Promise<Found> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME)
    let found: Found | null = null
    request.onupgradeneeded = (event) => {
      // Chromium tells here, and only here, that it threw a damaged database away.
      found = { version: 0, dataLoss: 'dataLoss' in event ? String(event.dataLoss) : 'none' }
      request.transaction?.abort()
    }
    request.onerror = () => (found ? resolve(found) : reject(request.error))
    request.onsuccess = () => {
      const { version } = request.result
      request.result.close()
      resolve({ version: version / 10, dataLoss: 'none' })
    }
  })
