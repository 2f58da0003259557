import type { Pool } from 'pg'
import { makeCode } from './one-time-code.ts'

/** The one-time code and whom it replaces, or why none was issued. */
export type ReplacementResult =
  | {
      readonly ok: true
      readonly code: string
      readonly till: string
      readonly store: string
      readonly tillCode: string
      /** How many of its entries head office has, over all its epochs: what is given back. */
      readonly entries: number
    }
  | { readonly ok: false; readonly reason: 'no_such_till' | 'several_tills' }
  | { readonly ok: false; readonly reason: 'replaced'; readonly till: string; readonly by: string }

type Found = { till: string; store: string; tillCode: string; by: string | null; entries: number }

/**
 * Issues a one-time code for the replacement of a till that was lost, named by its id or the beginning of it (8 digits or
 * more, as status shows): whoever enrols with it takes its till code over and may have its history back.
 */
export const issueReplacementCode = async (pool: Pool, named: string): Promise<ReplacementResult> => {
  if (!/^[0-9a-f]{8,32}$/.test(named)) return { ok: false, reason: 'no_such_till' }
  const { rows } = await pool.query<Found>(
    `select t.till, t.store, t.till_code as "tillCode", heir.till as by,
       (select coalesce(sum(seq), 0)::float8 from mark m where m.till = t.till) as entries
     from till t left join till heir on heir.replaces = t.till
     where starts_with(t.till, $1) limit 2`,
    [named],
  )
  const [found, another] = rows
  if (!found) return { ok: false, reason: 'no_such_till' }
  if (another) return { ok: false, reason: 'several_tills' }
  const { by, ...lost } = found
  if (by !== null) return { ok: false, reason: 'replaced', till: lost.till, by }
  return { ok: true, ...lost, code: await makeCode(pool, { ...lost, replaces: lost.till }) }
}
