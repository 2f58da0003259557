import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, JournalRow } from '../../renderer/journal/database.ts'
import { type Life, never } from './simulated-time.ts'

type Row = { readonly [field: string]: unknown }
type Rows = Map<string, Row>
type Key = string | number | readonly (string | number)[]

/** What lies in storage: it outlives windows; the browser throws it away by putting other, empty tables in its place. */
export type Storage = { tables: Map<string, Rows> }

/** The fields that name a row of each table, and those that no two rows may share. */
const TABLES = {
  journal: { key: ['epoch', 'seq'], unique: 'once' },
  head: { key: ['key'] },
  meta: { key: ['key'] },
  sales: { key: ['epoch', 'seq'] },
  shifts: { key: ['shiftId'] },
  counters: { key: ['name'] },
  prints: { key: ['job'] },
  drafts: { key: ['orderId'] },
} as const satisfies Record<string, { key: readonly string[]; unique?: string }>

/** A browser without a database. */
export const emptyStorage = (): Storage => ({ tables: new Map() })

/** What a window opens the database with. */
export type DatabasePorts = {
  readonly storage: Storage
  readonly life: Life
  /** Decides when and whether a transaction's writes get in: calls `apply` or not, then resolves or rejects. */
  readonly commit: (apply: () => void) => Promise<void>
}

const partText = (part: unknown): string => (typeof part === 'number' ? String(part).padStart(16, '0') : String(part))
const keyText = (key: Key): string => (Array.isArray(key) ? key.map(partText).join('|') : partText(key))

const constraint = (detail: string) => Object.assign(new Error(detail), { name: 'ConstraintError' })

/** A table as one transaction, or nobody's, sees it. */
const modelTable = (name: keyof typeof TABLES, view: { read: () => Rows; write: () => Rows; alive: () => boolean }) => {
  const shape: { readonly key: readonly string[]; readonly unique?: string } = TABLES[name]
  const whenAlive = async <T>(work: () => T): Promise<T> => (view.alive() ? work() : never<T>())
  const keyOf = (row: Row) => keyText(shape.key.map((field) => row[field]) as (string | number)[])
  const put = (rows: Rows, row: Row) => {
    const { unique } = shape
    if (unique !== undefined && row[unique] !== undefined) {
      for (const [key, other] of rows) {
        if (other[unique] === row[unique] && key !== keyOf(row)) throw constraint(`${name}.${unique}`)
      }
    }
    rows.set(keyOf(row), row)
  }
  const sorted = () => [...view.read()].sort(([one], [other]) => (one < other ? -1 : 1))
  const collection = (found: () => Row[]) => ({
    limit: (count: number) => collection(() => found().slice(0, count)),
    toArray: () => whenAlive(found),
    last: () => whenAlive(() => found().at(-1)),
  })
  return {
    get: (wanted: Key | Row) =>
      whenAlive(() => {
        if (typeof wanted !== 'object' || Array.isArray(wanted)) return view.read().get(keyText(wanted as Key))
        const fields = Object.entries(wanted)
        return [...view.read().values()].find((row) => fields.every(([field, value]) => row[field] === value))
      }),
    bulkGet: (keys: readonly Key[]) => whenAlive(() => keys.map((key) => view.read().get(keyText(key)))),
    add: (row: Row) =>
      whenAlive(() => {
        if (view.read().has(keyOf(row))) throw constraint(`${name} ${keyOf(row)}`)
        put(view.write(), row)
      }),
    put: (row: Row) => whenAlive(() => put(view.write(), row)),
    bulkPut: (rows: readonly Row[]) =>
      whenAlive(() => {
        for (const row of rows) put(view.write(), row)
      }),
    delete: (key: Key) => whenAlive(() => view.write().delete(keyText(key))),
    bulkDelete: (keys: readonly Key[]) =>
      whenAlive(() => {
        for (const key of keys) view.write().delete(keyText(key))
      }),
    clear: () => whenAlive(() => view.write().clear()),
    where: (index: string) => {
      const fields = index.replaceAll(/[[\]]/g, '').split('+')
      const inIndex = (row: Row) => keyText(fields.map((field) => row[field]) as (string | number)[])
      const rows = () => sorted().map(([, row]) => row)
      return {
        between: (low: Key, high: Key, withLow = true, withHigh = false) =>
          collection(() =>
            rows().filter((row) => {
              const [at, from, to] = [inIndex(row), keyText(low), keyText(high)]
              return (withLow ? at >= from : at > from) && (withHigh ? at <= to : at < to)
            }),
          ),
        equals: (key: Key) => collection(() => rows().filter((row) => inIndex(row) === keyText(key))),
      }
    },
  }
}

/**
 * A database in memory with the calls that the journal makes of Dexie: strict transactions one after another, that see
 * their own writes and nobody else's, and unique keys. model-database.test.ts holds it against Dexie itself.
 */
export const modelDatabase = ({ storage, life, commit }: DatabasePorts): Database => {
  const transaction = new AsyncLocalStorage<Map<string, Rows>>()
  let queue: Promise<unknown> = Promise.resolve()
  const stored = (name: string): Rows => {
    const rows = storage.tables.get(name) ?? new Map()
    storage.tables.set(name, rows)
    return rows
  }
  const tables = Object.keys(TABLES) as (keyof typeof TABLES)[]
  const run = async <T>(mode: string, work: () => Promise<T>): Promise<T> => {
    const written = new Map<string, Rows>()
    const { tables } = storage
    const result = await transaction.run(written, work)
    const apply = () => {
      if (storage.tables !== tables) throw Object.assign(new Error('the database is gone'), { name: 'AbortError' })
      for (const [name, rows] of written) tables.set(name, rows)
    }
    if (mode !== 'r' && written.size > 0) await commit(apply)
    return life.isAlive ? result : never<T>()
  }
  const inTurn = <T>(mode: string, work: () => Promise<T>): Promise<T> => {
    const result = queue.then(() => run(mode, work))
    queue = result.catch(() => undefined)
    return result
  }
  const view = (name: string) => ({
    alive: () => life.isAlive,
    read: () => transaction.getStore()?.get(name) ?? stored(name),
    write: () => {
      const written = transaction.getStore()
      // A lone write is a transaction of its own.
      if (written === undefined) return stored(name)
      const rows = written.get(name) ?? new Map(stored(name))
      written.set(name, rows)
      return rows
    },
  })
  const database = {
    ...Object.fromEntries(tables.map((name) => [name, modelTable(name, view(name))])),
    transaction: (mode: string, _tables: unknown, work: () => Promise<unknown>) => inTurn(mode, work),
    close: () => undefined,
  }
  // Only the calls that the journal makes are there; Dexie has a hundred more.
  return database as unknown as Database
}

/** The journal's rows in storage, in order. */
export const storedJournal = (storage: Storage): readonly JournalRow[] =>
  [...(storage.tables.get('journal') ?? new Map())]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, row]) => row as unknown as JournalRow)
