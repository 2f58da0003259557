import { createHash, randomInt } from 'node:crypto'
import type { Pool } from 'pg'
import { type EnrolReply, enrolText } from '../../shared/sync/wire.ts'
import { fingerprint, isSignedBy, type SigningKey } from '../signing-key.ts'
import { inTransaction } from '../store/in-transaction.ts'

const hashCode = (code: string): string => createHash('sha256').update(code.trim().toUpperCase()).digest('hex')

/** Makes a store; `false` where the code is taken. */
export const createStore = async (pool: Pool, code: string, name: string): Promise<boolean> => {
  const { rowCount } = await pool.query('insert into store (code, name) values ($1, $2) on conflict do nothing', [
    code,
    name,
  ])
  return rowCount === 1
}

const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** The one-time code, or why none was issued. */
export type IssueResult =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly reason: 'no_such_store' | 'bad_till_code' }
  | { readonly ok: false; readonly reason: 'taken'; readonly till: string; readonly since: Date }

/**
 * Issues a one-time enrolment code, good for 24 hours; only its hash is kept. An earlier code for the same till code that
 * nobody has used stops working. A till code that a till holds is `taken`; with `again` it is issued all the same, and
 * serves only that till.
 */
export const issueCode = async (
  pool: Pool,
  store: string,
  tillCode: string,
  { again = false }: { readonly again?: boolean } = {},
): Promise<IssueResult> => {
  // It stands in every receipt number.
  if (!/^[\p{L}\p{N}-]{1,8}$/u.test(tillCode)) return { ok: false, reason: 'bad_till_code' }
  const found = await pool.query('select 1 from store where code = $1', [store])
  if (found.rowCount === 0) return { ok: false, reason: 'no_such_store' }
  const held = await pool.query<{ till: string; since: Date }>(
    'select till, enrolled_at as since from till where store = $1 and till_code = $2 and holds_code',
    [store, tillCode],
  )
  if (held.rows[0] && !again) return { ok: false, reason: 'taken', ...held.rows[0] }
  const code = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
  await pool.query(
    `insert into enrolment_code (code_hash, store, till_code, expires_at) values ($1, $2, $3, now() + interval '24 hours')
     on conflict (store, till_code) where used_by is null
     do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`,
    [hashCode(code), store, tillCode],
  )
  return { ok: true, code }
}

/** Pins a till's public key against a one-time code. The same till may repeat its request: a reply may be lost. */
export const enrol = (
  pool: Pool,
  key: SigningKey,
  request: { readonly code: string; readonly publicKey: string; readonly signature: string },
): Promise<{ ok: true; value: EnrolReply } | { ok: false; reason: 'bad_signature' | 'bad_code' }> =>
  inTransaction(pool, async (client) => {
    const raw = Buffer.from(request.publicKey, 'base64')
    if (!isSignedBy(raw, enrolText(request), request.signature)) return { ok: false, reason: 'bad_signature' } as const
    const till = fingerprint(raw)
    const { rows } = await client.query<{ store: string; till_code: string; name: string }>(
      `select c.store, c.till_code, s.name from enrolment_code c join store s on s.code = c.store
       where c.code_hash = $1 and c.expires_at > now() and (c.used_by is null or c.used_by = $2) for update of c`,
      [hashCode(request.code), till],
    )
    const found = rows[0]
    if (!found) return { ok: false, reason: 'bad_code' } as const
    const pinned = await client.query<{ store: string; till_code: string }>(
      'select store, till_code from till where till = $1',
      [till],
    )
    const before = pinned.rows[0]
    // Its entries are filed under the store that it belongs to: another store's code does not move them.
    if (before && (before.store !== found.store || before.till_code !== found.till_code)) {
      return { ok: false, reason: 'bad_code' } as const
    }
    const added = await client.query(
      'insert into till (till, store, till_code, public_key) values ($1, $2, $3, $4) on conflict do nothing',
      [till, found.store, found.till_code, raw],
    )
    // The till code is held by another till.
    if (!before && added.rowCount === 0) return { ok: false, reason: 'bad_code' } as const
    await client.query('update enrolment_code set used_by = $2 where code_hash = $1', [hashCode(request.code), till])
    return {
      ok: true,
      value: {
        store: found.store,
        storeName: found.name,
        tillCode: found.till_code,
        headOfficeKey: key.publicKey,
        keyId: key.keyId,
      },
    } as const
  })
