import { type IndexedDb, openDatabase } from './database.ts'

/** What Chromium answers once it has found the files of a database damaged. */
const DAMAGED = ['InvalidStateError', 'UnknownError', 'NotReadableError', 'DatabaseClosedError']

/** Whether every row of every store can be read: a transaction that only reads is not aborted by a full disk. */
const canBeRead = async (indexedDb: IndexedDb): Promise<boolean> => {
  const database = openDatabase(indexedDb)
  try {
    for (const table of database.tables) await table.each(() => undefined)
    return true
  } catch {
    return false
  } finally {
    database.close()
  }
}

/** Whether an error says that the files of the database are damaged, and not that a disk is full or that the app has a bug. */
export const isDamage = async (error: unknown, indexedDb: IndexedDb): Promise<boolean> => {
  if (!(error instanceof Error)) return false
  return DAMAGED.includes(error.name) || (error.name === 'AbortError' && !(await canBeRead(indexedDb)))
}
