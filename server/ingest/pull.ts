import type { Pool } from 'pg'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_ENTRIES, type PullRequest } from '../../shared/sync/wire.ts'
import type { SigningKey } from '../signing-key.ts'
import { giveBack, type Held, type PullStore } from './give-back.ts'
import { keyOfTill } from './key-of-till.ts'
import { lineOf } from './line-of.ts'

const readMark = async (pool: Pool, of: string, epoch: number): Promise<Omit<Held, 'lines'>> => {
  const { rows } = await pool.query<{ seq: string | null; hash: string | null; latest: number | null }>(
    `select max(seq) filter (where epoch = $2) as seq, max(hash) filter (where epoch = $2) as hash, max(epoch) as latest
     from mark where till = $1 and seq > 0`,
    [of, epoch],
  )
  const mark = { seq: Number(rows[0]?.seq ?? 0), hash: rows[0]?.hash ?? NO_HASH }
  return { mark, latestEpoch: rows[0]?.latest ?? 0 }
}

/** As many lines as fit into a batch, and one in any case. */
const readLines = async (pool: Pool, of: string, epoch: number, after: number, last: number): Promise<string[]> => {
  const { rows } = await pool.query<{ raw: Buffer }>(
    `select raw from (
       select seq, raw, sum(octet_length(raw) + 1) over (order by seq) as bytes, row_number() over (order by seq) as place
       from (select seq, raw from entry
             where store = (select store from till where till = $1) and till = $1 and epoch = $2 and seq > $3 and seq <= $4
             order by seq limit $5) as page
     ) as counted where bytes <= $6 or place = 1 order by seq`,
    [of, epoch, after, last, MAX_BATCH_ENTRIES, MAX_BATCH_BYTES],
  )
  return rows.map(({ raw }) => raw.toString('utf8'))
}

const heldIn = (pool: Pool): PullStore => ({
  keyOf: keyOfTill(pool),
  replaces: async (till, of) => (await lineOf(pool, till)).includes(of),
  read: async (of, epoch, after) => {
    // Entries are never taken away: up to a mark that was read before, all of them are there.
    const found = await readMark(pool, of, epoch)
    return { ...found, lines: await readLines(pool, of, epoch, after, found.mark.seq) }
  },
})

/** Gives entries back out of PostgreSQL; see giveBack(). */
export const pull = (pool: Pool, key: SigningKey, request: PullRequest, now: () => number) =>
  giveBack(heldIn(pool), key, request, now)
