import { createHash, randomInt } from 'node:crypto'
import type { Pool } from 'pg'

const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** What is kept of a one-time code. */
export const hashCode = (code: string): string => createHash('sha256').update(code.trim().toUpperCase()).digest('hex')

/**
 * Makes a code for a till code of a store, good for 24 hours, and keeps its hash; one for the same till code that nobody has
 * used stops working. `replaces`: the till whose place and history go to whoever enrols with it.
 */
export const makeCode = async (
  pool: Pool,
  {
    store,
    tillCode,
    replaces,
  }: { readonly store: string; readonly tillCode: string; readonly replaces: string | null },
): Promise<string> => {
  const code = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
  await pool.query(
    `insert into enrolment_code (code_hash, store, till_code, replaces, expires_at)
     values ($1, $2, $3, $4, now() + interval '24 hours')
     on conflict (store, till_code) where used_by is null
     do update set code_hash = excluded.code_hash, replaces = excluded.replaces, expires_at = excluded.expires_at`,
    [hashCode(code), store, tillCode, replaces],
  )
  return code
}
