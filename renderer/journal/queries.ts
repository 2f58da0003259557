import { parseEntry } from '../../shared/journal/line.ts'
import type { SealedEntry } from '../../shared/journal/seal.ts'
import { parseFen } from '../../shared/money/format-fen.ts'
import type { Database } from './database.ts'
import type { Journal, Place } from './journal.ts'
import { readSums } from './journal-sums.ts'
import {
  LAST_X_COUNTER,
  LAST_X_EPOCH_COUNTER,
  LAST_Z_COUNTER,
  LAST_Z_EPOCH_COUNTER,
  PRINT_OFFSET_COUNTER,
  SIGNED_COUNTER,
} from './project.ts'
import type { SaleRow, ShiftRow } from './rows.ts'
import { sha256Text } from './sha256.ts'

const MOST = Number.MAX_SAFE_INTEGER
const FOUND_LIMIT = 50

type Queries = Pick<
  Journal,
  | 'shiftById'
  | 'interruptedShifts'
  | 'salesOn'
  | 'findSales'
  | 'saleAt'
  | 'saleByOrder'
  | 'entryAt'
  | 'entryBySeq'
  | 'printsOf'
  | 'recentPrints'
  | 'printOffset'
  | 'lastReports'
  | 'unsignedClosing'
  | 'sums'
>

const newestFirst = (one: SaleRow, other: SaleRow): number => other.epoch - one.epoch || other.seq - one.seq

const findSales = async (database: Database, typed: string, limit: number): Promise<SaleRow[]> => {
  const text = typed.trim().toUpperCase()
  if (text === '') return []
  const amount = parseFen(text.replace(/^[¥￥]/u, ''))
  const { sales } = database
  const found = await Promise.all([
    sales.where('receiptNo').startsWith(text).reverse().limit(limit).toArray(),
    /^\d{1,6}$/.test(text) ? sales.where('number').equals(Number(text)).reverse().limit(limit).toArray() : [],
    amount.ok ? sales.where('total').equals(amount.value).reverse().limit(limit).toArray() : [],
  ])
  const unique = new Map(found.flat().map((row) => [`${row.epoch}.${row.seq}`, row]))
  return [...unique.values()].sort(newestFirst).slice(0, limit)
}

const entryAt = async (database: Database, { epoch, seq }: Place): Promise<SealedEntry | null> => {
  const row = await database.journal.get([epoch, seq])
  // A text that its hash does not cover is not what was sold: nothing may be refunded or printed from it.
  const parsed = row && sha256Text(row.text) === row.hash ? parseEntry(row.text) : undefined
  return row && parsed?.ok ? { entry: parsed.value, text: row.text, hash: row.hash } : null
}

const lastReports = async ({ counters }: Database): Promise<Record<'x' | 'z', Place | null>> => {
  const names = [LAST_X_COUNTER, LAST_X_EPOCH_COUNTER, LAST_Z_COUNTER, LAST_Z_EPOCH_COUNTER]
  const [x, xEpoch, z, zEpoch] = await counters.bulkGet(names)
  return {
    x: x && xEpoch ? { epoch: xEpoch.value, seq: x.value } : null,
    z: z && zEpoch ? { epoch: zEpoch.value, seq: z.value } : null,
  }
}

/** Of the epoch in use alone: the signature over its end goes over what came before it, too. */
const unsignedClosing = async (database: Database, epoch: number): Promise<SealedEntry | null> => {
  const { z } = await lastReports(database)
  const signed = await database.counters.get(SIGNED_COUNTER)
  return z?.epoch === epoch && z.seq > (signed?.value ?? 0) ? entryAt(database, z) : null
}

/** One row a shift, whatever was sold in it: this is asked for on a screen that few ever see. */
const interruptedShifts = async (database: Database): Promise<ShiftRow[]> => {
  const head = await database.head.get('head')
  const unclosed = await database.shifts.filter(({ closedSeq }) => closedSeq === null).toArray()
  return unclosed
    .filter(({ shiftId }) => shiftId !== head?.openShift)
    .toSorted((one, other) => one.openedUtc - other.openedUtc)
}

/** Everything that screens ask of the journal; each answer costs as much as what it shows, not as the history. */
export const makeQueries = (database: Database, epoch: number): Queries => ({
  sums: () => readSums(database, epoch),
  interruptedShifts: () => interruptedShifts(database),
  shiftById: async (shiftId) => (await database.shifts.get(shiftId)) ?? null,
  salesOn: (businessDate, { before, limit }) =>
    database.sales
      .where('[businessDate+epoch+seq]')
      .between([businessDate, 0, 0], [businessDate, before === undefined ? MOST : epoch, before ?? MOST], true, false)
      .reverse()
      .limit(limit)
      .toArray(),
  findSales: (text, limit = FOUND_LIMIT) => findSales(database, text, limit),
  saleAt: async ({ epoch, seq }) => (await database.sales.get([epoch, seq])) ?? null,
  saleByOrder: async (orderId) => (await database.sales.get({ orderId })) ?? null,
  entryAt: (place) => entryAt(database, place),
  entryBySeq: (seq) => entryAt(database, { epoch, seq }),
  printsOf: ({ epoch, seq }) => database.prints.where('[epoch+seq]').equals([epoch, seq]).toArray(),
  recentPrints: (limit) => database.prints.orderBy('[epoch+seq]').reverse().limit(limit).toArray(),
  printOffset: async () => (await database.counters.get(PRINT_OFFSET_COUNTER))?.value ?? 0,
  lastReports: () => lastReports(database),
  unsignedClosing: () => unsignedClosing(database, epoch),
})
