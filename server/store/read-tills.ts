import type { Pool } from 'pg'

/** How far head office has signed for one epoch of one till; epoch and what follows are null before its first upload. */
export type TillStanding = {
  readonly till: string
  readonly store: string
  readonly tillCode: string
  /** False where another till had this till code first: both print the same receipt numbers. */
  readonly holdsCode: boolean
  /** The till whose place and till code it took; null for none. */
  readonly replaces: string | null
  /** The till that took its place; null for none. */
  readonly replacedBy: string | null
  /** It was replaced and has sent entries since: it was not lost. */
  readonly cameBack: boolean
  readonly epoch: number | null
  readonly seq: number | null
  readonly hash: string | null
  readonly frozen: boolean | null
  /** When the newest entry arrived, ISO 8601. */
  readonly lastEntryAt: string | null
  /** Entries kept but not understood, of all its epochs. */
  readonly quarantined: number
  /** Sales of this epoch that stand in a branch beside the one that the sums go by. */
  readonly besideSales: number
}

/** All tills with their marks, by store and till code. */
export const readTills = async (pool: Pool): Promise<readonly TillStanding[]> => {
  const { rows } = await pool.query<Omit<TillStanding, 'lastEntryAt'> & { lastEntryAt: Date | null }>(
    `select t.till, t.store, t.till_code as "tillCode", t.holds_code as "holdsCode", m.epoch, m.seq::float8 as seq, m.hash,
       m.frozen, e.received_at as "lastEntryAt", t.replaces, heir.till as "replacedBy",
       coalesce(e.received_at > heir.enrolled_at, false) as "cameBack",
       (select count(*)::int from quarantine q where q.store = t.store and q.till = t.till) as quarantined,
       (select count(*)::int from side_branch b
        where b.store = m.store and b.till = m.till and b.epoch = m.epoch and b.kind = 'SALE') as "besideSales"
     from till t
     left join till heir on heir.replaces = t.till
     left join mark m on m.store = t.store and m.till = t.till
     left join entry e on e.store = m.store and e.till = m.till and e.epoch = m.epoch and e.seq = m.seq
     order by t.store, t.till_code, t.till, m.epoch`,
  )
  return rows.map((row) => ({ ...row, lastEntryAt: row.lastEntryAt?.toISOString() ?? null }))
}
