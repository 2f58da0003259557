import type { Pool } from 'pg'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_ENTRIES, type PullRequest, type Through } from '../../shared/sync/wire.ts'
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

/** Of a page of entries, in order, as many as fit into a batch, and one in any case. */
const inBatch = (page: string): string =>
  `select raw from (
     select seq, raw, sum(octet_length(raw) + 1) over (order by seq) as bytes, row_number() over (order by seq) as place
     from (${page}) as page
   ) as counted where bytes <= ${MAX_BATCH_BYTES} or place = 1 order by seq`

const ITS_EPOCH = 'store = (select store from till where till = $1) and till = $1 and epoch = $2'

const readLines = async (pool: Pool, of: string, epoch: number, after: number, last: number): Promise<string[]> => {
  const page = `select seq, raw from entry where ${ITS_EPOCH} and seq > $3 and seq <= $4 order by seq limit $5`
  const { rows } = await pool.query<{ raw: Buffer }>(inBatch(page), [of, epoch, after, last, MAX_BATCH_ENTRIES])
  return rows.map(({ raw }) => raw.toString('utf8'))
}

/** Which branch has an entry: the one of the mark, or one beside it. */
const branchWith = async (pool: Pool, of: string, epoch: number, { seq, hash }: Through) => {
  const has = `${ITS_EPOCH} and seq = $3 and hash = $4`
  const { rows } = await pool.query<{ branch: 'main' | 'beside' }>(
    `select 'main' as branch from entry where ${has} union all select 'beside' from side_branch where ${has}`,
    [of, epoch, seq, hash],
  )
  return rows[0]?.branch ?? null
}

/**
 * A branch beside the mark's, up to its entry `through`: walked back along the links as far as it stands beside, or to where it
 * was asked from. What comes before it is in the mark's branch.
 */
const readBeside = async (
  pool: Pool,
  of: string,
  epoch: number,
  after: number,
  { seq, hash }: Through,
): Promise<string[]> => {
  const { rows } = await pool.query<{ raw: Buffer }>(
    `with recursive path (seq, hash, prev) as (
       select seq, hash, prev from side_branch where ${ITS_EPOCH} and seq = $3 and hash = $4
       union all
       select b.seq, b.hash, b.prev from path
       join side_branch b on b.seq = path.seq - 1 and b.hash = path.prev and ${ITS_EPOCH}
       where path.seq - 1 > $5
     ), near as (select seq, hash from path where seq > $5 order by seq limit $6)
     ${inBatch(
       `select seq, raw from (
          (select seq, raw from entry where ${ITS_EPOCH} and seq > $5 and seq < (select min(seq) from path)
           order by seq limit $6)
          union all
          select near.seq, b.raw from near join side_branch b on b.seq = near.seq and b.hash = near.hash and ${ITS_EPOCH}
        ) as both_parts order by seq limit $6`,
     )}`,
    [of, epoch, seq, hash, after, MAX_BATCH_ENTRIES],
  )
  return rows.map(({ raw }) => raw.toString('utf8'))
}

const heldIn = (pool: Pool): PullStore => ({
  keyOf: keyOfTill(pool),
  replaces: async (till, of) => (await lineOf(pool, till)).includes(of),
  read: async (of, epoch, after, through) => {
    const branch = through === undefined ? 'main' : await branchWith(pool, of, epoch, through)
    if (through !== undefined && branch !== 'main') {
      const { latestEpoch } = await readMark(pool, of, epoch)
      if (branch === null) return { lines: [], mark: { seq: 0, hash: NO_HASH }, latestEpoch }
      return { lines: await readBeside(pool, of, epoch, after, through), mark: through, latestEpoch }
    }
    // Entries are never taken away: up to a mark that was read before, all of them are there.
    const found = await readMark(pool, of, epoch)
    return { ...found, lines: await readLines(pool, of, epoch, after, found.mark.seq) }
  },
})

/** Gives entries back out of PostgreSQL; see giveBack(). */
export const pull = (pool: Pool, key: SigningKey, request: PullRequest, now: () => number) =>
  giveBack(heldIn(pool), key, request, now)
