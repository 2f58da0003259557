import type { Pool, PoolClient } from 'pg'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { type Ack, ackText, type PushRequest, pushText, type Refusal } from '../../shared/sync/wire.ts'
import { isSignedBy, type SigningKey } from '../signing-key.ts'
import { inTransaction } from '../store/in-transaction.ts'
import { type Arrival, readBatch } from './read-batch.ts'
import { storeArrivals } from './store-arrivals.ts'

type Mark = { readonly seq: number; readonly hash: string }
type Accepted = { readonly mark: Mark; readonly quarantined: readonly number[] }
type Taken = { ok: true; value: Accepted } | { ok: false; refusal: Refusal }

const refuse = (reason: Refusal['reason'], more: Omit<Refusal, 'reason'> = {}): Taken => ({
  ok: false,
  refusal: { reason, ...more },
})

const lockMark = async (client: PoolClient, store: string, till: string, epoch: number) => {
  await client.query(
    'insert into mark (store, till, epoch, seq, hash) values ($1, $2, $3, 0, $4) on conflict do nothing',
    [store, till, epoch, NO_HASH],
  )
  const { rows } = await client.query<{ seq: string; hash: string; frozen: boolean }>(
    'select seq, hash, frozen from mark where store = $1 and till = $2 and epoch = $3 for update',
    [store, till, epoch],
  )
  const row = rows[0]
  if (!row) throw new Error('the mark that was just made is gone')
  return { seq: Number(row.seq), hash: row.hash, frozen: row.frozen }
}

/** Entries that head office has already must be the very same: another hash under the same number is a fork. */
const agreesWithStored = async (client: PoolClient, store: string, request: PushRequest, old: readonly Arrival[]) => {
  if (old.length === 0) return true
  const { rows } = await client.query<{ same: string }>(
    `select count(*) as same from unnest($4::bigint[], $5::text[]) as sent (seq, hash)
     join entry e on e.store = $1 and e.till = $2 and e.epoch = $3 and e.seq = sent.seq and e.hash = sent.hash`,
    [store, request.till, request.epoch, old.map((one) => one.seq), old.map((one) => one.hash)],
  )
  return Number(rows[0]?.same) === old.length
}

const freeze = (client: PoolClient, store: string, request: PushRequest) =>
  client.query('update mark set frozen = true where store = $1 and till = $2 and epoch = $3', [
    store,
    request.till,
    request.epoch,
  ])

const take = async (client: PoolClient, store: string, request: PushRequest, arrivals: Arrival[]): Promise<Taken> => {
  const at = await lockMark(client, store, request.till, request.epoch)
  const mark = { seq: at.seq, hash: at.hash }
  if (at.frozen) return refuse('frozen', { mark })
  const fresh = arrivals.filter((one) => one.seq > at.seq)
  const old = arrivals.filter((one) => one.seq <= at.seq)
  if (!(await agreesWithStored(client, store, request, old))) {
    await freeze(client, store, request)
    return refuse('fork', { mark })
  }
  const first = fresh[0]
  if (!first) return { ok: true, value: { mark, quarantined: [] } }
  if (first.seq !== at.seq + 1) return refuse('gap', { mark })
  if (first.prev !== at.hash) {
    await freeze(client, store, request)
    return refuse('fork', { mark })
  }
  const next = await storeArrivals(client, store, request.till, request.epoch, fresh)
  const quarantined = fresh.filter((one) => one.quarantine !== null).map((one) => one.seq)
  return { ok: true, value: { mark: next, quarantined } }
}

/**
 * Takes one upload: signature, chain and mark are checked, and everything is stored, in one transaction; only after its
 * commit is the ack signed. An upload that was taken before is acknowledged again.
 */
export const push = async (
  pool: Pool,
  key: SigningKey,
  request: PushRequest,
  now: () => number,
): Promise<{ ok: true; ack: Ack } | { ok: false; refusal: Refusal }> => {
  const { rows } = await pool.query<{ store: string; public_key: Buffer }>(
    'select store, public_key from till where till = $1',
    [request.till],
  )
  const till = rows[0]
  if (!till) return { ok: false, refusal: { reason: 'unknown_till' } }
  if (!isSignedBy(till.public_key, pushText(request), request.signature)) {
    return { ok: false, refusal: { reason: 'bad_signature' } }
  }
  const batch = readBatch(request.till, request.epoch, request.lines)
  if (!batch.ok) return { ok: false, refusal: { reason: 'broken_chain', detail: batch.detail } }
  const taken = await inTransaction(pool, (client) => take(client, till.store, request, batch.arrivals))
  if (!taken.ok) return taken
  const unsigned = {
    till: request.till,
    epoch: request.epoch,
    ...taken.value.mark,
    serverTime: now(),
    nonce: request.nonce,
    keyId: key.keyId,
    quarantined: [...taken.value.quarantined],
  }
  return { ok: true, ack: { ...unsigned, signature: key.sign(ackText(unsigned)) } }
}
