import { startFollowers } from '../../renderer/followers/start-followers.ts'
import { browserPorts } from '../../renderer/journal/browser-ports.ts'
import { DATABASE_NAME } from '../../renderer/journal/database.ts'
import type { Journal } from '../../renderer/journal/journal.ts'
import { openJournal } from '../../renderer/journal/open-journal.ts'
import { makeBridgeDouble } from './bridge-double.ts'
import { CONTEXT, DATE, genesis, SHIFT, saleOf, shiftOpened } from './journal-fixtures.ts'

const MIRROR_KEY = 'mirror'
const double = makeBridgeDouble()
// Main's file outlives the window; between two windows of this page the browser's storage stands in for it.
double.mirror.lines = JSON.parse(localStorage.getItem(MIRROR_KEY) ?? '[]')

const durabilities = new Set<string>()
const { transaction } = IDBDatabase.prototype
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  durabilities.add(`${mode} ${options?.durability}`)
  return transaction.call(this, stores, mode, options)
}

let journal: Journal | null = null

const opened = (): Journal => {
  if (journal === null) throw new Error('open first')
  return journal
}

const open = async (): Promise<string> => {
  const result = await openJournal(browserPorts(double.bridge, double.app))
  if (!result.ok) return result.reason
  journal = result.journal
  if (journal.isNew()) {
    await journal.commit(genesis, { by: null, shift: null })
    await journal.commit(shiftOpened, { by: 'wang-fang', shift: SHIFT })
  }
  return 'open'
}

const sell = async (from: number, count: number): Promise<void> => {
  for (let order = from; order < from + count; order += 1) {
    const sold = await opened().commit(({ receiptNo }) => saleOf(order, order * 100, receiptNo), CONTEXT)
    if (!sold.ok) throw new Error(`${sold.reason} ${sold.detail}`)
  }
}

/** What a test looks at: number, sales and their sum, as the read tables have it. */
const look = async () => {
  const sales = await opened().salesOn(DATE, { limit: 1_000 })
  const { totals } = opened().openShift() ?? { totals: { sales: 0, salesTotal: 0 } }
  return {
    seq: opened().head().seq,
    sales: sales.length,
    last: sales[0]?.receiptNo ?? null,
    counted: { sales: totals.sales, total: totals.salesTotal },
  }
}

const mirrorAll = async (): Promise<number> => {
  const later = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  }
  const followers = startFollowers({ journal: opened(), bridge: double.bridge, later, random: Math.random })
  await followers.durable(opened().head().seq, 30_000)
  await followers.stop()
  localStorage.setItem(MIRROR_KEY, JSON.stringify(double.mirror.lines))
  return double.mirror.lines.length
}

const ended = (request: IDBOpenDBRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })

/** Deletes the whole database, as Chromium does with one that it finds damaged. */
const wipe = () => ended(indexedDB.deleteDatabase(DATABASE_NAME))

/** A database that a later version of the app has written. */
const makeNewer = () => ended(indexedDB.open(DATABASE_NAME, 990))

const stored = () => indexedDB.databases()

Object.assign(window, {
  page: { open, sell, look, mirrorAll, wipe, makeNewer, stored, durabilities: () => [...durabilities] },
})
