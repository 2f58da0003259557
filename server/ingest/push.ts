import type { Pool, PoolClient } from 'pg'
import { NO_HASH } from '../../shared/journal/entry.ts'
import type { PushRequest } from '../../shared/sync/wire.ts'
import type { SigningKey } from '../signing-key.ts'
import { inTransaction } from '../store/in-transaction.ts'
import { keyOfTill } from './key-of-till.ts'
import type { Arrival } from './read-batch.ts'
import { storeArrivals } from './store-arrivals.ts'
import { type BranchLedger, takeLeft } from './take-left.ts'
import { type Ledger, takeUpload, type UploadStore } from './take-upload.ts'

type Key = readonly [store: string, till: string, epoch: number]

const lockMark = async (client: PoolClient, key: Key): Promise<Ledger['mark']> => {
  await client.query(
    'insert into mark (store, till, epoch, seq, hash) values ($1, $2, $3, 0, $4) on conflict do nothing',
    [...key, NO_HASH],
  )
  const { rows } = await client.query<{ seq: string; hash: string; frozen: boolean }>(
    'select seq, hash, frozen from mark where store = $1 and till = $2 and epoch = $3 for update',
    [...key],
  )
  const row = rows[0]
  if (!row) throw new Error('the mark that was just made is gone')
  return { seq: Number(row.seq), hash: row.hash, frozen: row.frozen }
}

const holds = async (client: PoolClient, key: Key, old: readonly Arrival[]): Promise<boolean> => {
  if (old.length === 0) return true
  const { rows } = await client.query<{ same: string }>(
    `select count(*) as same from unnest($4::bigint[], $5::text[]) as sent (seq, hash)
     join entry e on e.store = $1 and e.till = $2 and e.epoch = $3 and e.seq = sent.seq and e.hash = sent.hash`,
    [...key, old.map((one) => one.seq), old.map((one) => one.hash)],
  )
  return Number(rows[0]?.same) === old.length
}

const quarantined = async (client: PoolClient, key: Key, arrivals: readonly Arrival[]): Promise<number[]> => {
  const { rows } = await client.query<{ seq: string }>(
    'select seq from quarantine where store = $1 and till = $2 and epoch = $3 and seq = any($4::bigint[]) order by seq',
    [...key, arrivals.map((one) => one.seq)],
  )
  return rows.map((row) => Number(row.seq))
}

/** Each is chained to the one before it, so that holding the one before the first makes the branch whole. */
const keepAside = async (client: PoolClient, key: Key, arrivals: readonly Arrival[]): Promise<boolean> => {
  const [first] = arrivals
  if (!first) return true
  const { rows } = await client.query(
    `select 1 from entry where store = $1 and till = $2 and epoch = $3 and seq = $4 and hash = $5
     union all
     select 1 from side_branch where store = $1 and till = $2 and epoch = $3 and seq = $4 and hash = $5`,
    [...key, first.seq - 1, first.prev],
  )
  const isBeginning = first.seq === 1 && first.prev === NO_HASH
  if (!isBeginning && rows.length === 0) return false
  await client.query(
    `insert into side_branch (store, till, epoch, seq, hash, raw, kind, prev)
     select $1, $2, $3, sent.*
     from unnest($4::bigint[], $5::text[], $6::bytea[], $7::text[], $8::text[]) as sent (seq, hash, raw, kind, prev)
     where not exists (
       select from entry e where e.store = $1 and e.till = $2 and e.epoch = $3 and e.seq = sent.seq and e.hash = sent.hash
     ) on conflict do nothing`,
    [
      ...key,
      arrivals.map((one) => one.seq),
      arrivals.map((one) => one.hash),
      arrivals.map((one) => Buffer.from(one.line)),
      arrivals.map((one) => one.kind.toWellFormed().replaceAll('\0', '').slice(0, 100)),
      arrivals.map((one) => one.prev),
    ],
  )
  return true
}

const openLedger = async (client: PoolClient, key: Key): Promise<BranchLedger> => ({
  mark: await lockMark(client, key),
  holds: (arrivals) => holds(client, key, arrivals),
  freeze: async () => {
    await client.query('update mark set frozen = true where store = $1 and till = $2 and epoch = $3', [...key])
  },
  quarantined: (arrivals) => quarantined(client, key, arrivals),
  store: (arrivals) => storeArrivals(client, ...key, arrivals),
  keepAside: (arrivals) => keepAside(client, key, arrivals),
})

const uploadsIn = (pool: Pool): UploadStore<BranchLedger> => ({
  keyOf: keyOfTill(pool),
  replacementOf: async (till) => {
    const { rows } = await pool.query<{ till: string }>('select till from till where replaces = $1', [till])
    return rows[0]?.till ?? null
  },
  inTransaction: (till, epoch, work) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ store: string }>('select store from till where till = $1', [till])
      const store = rows[0]?.store
      if (store === undefined) throw new Error(`till ${till} is gone`)
      return work(await openLedger(client, [store, till, epoch]))
    }),
})

/** Takes one upload into PostgreSQL; see takeUpload(). */
export const push = (pool: Pool, key: SigningKey, request: PushRequest, now: () => number) =>
  takeUpload(uploadsIn(pool), key, request, now)

/** Takes what a till hands in of an epoch that it has left; see takeLeft(). */
export const handInLeft = (pool: Pool, key: SigningKey, request: PushRequest) => takeLeft(uploadsIn(pool), key, request)
