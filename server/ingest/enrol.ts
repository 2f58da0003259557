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

/** Issues a one-time enrolment code, good for 24 hours; only its hash is kept. `null`: no such store. */
export const issueCode = async (pool: Pool, store: string, tillCode: string): Promise<string | null> => {
  const found = await pool.query('select 1 from store where code = $1', [store])
  if (found.rowCount === 0) return null
  const code = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
  await pool.query(
    "insert into enrolment_code (code_hash, store, till_code, expires_at) values ($1, $2, $3, now() + interval '24 hours')",
    [hashCode(code), store, tillCode],
  )
  return code
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
    await client.query(
      'insert into till (till, store, till_code, public_key) values ($1, $2, $3, $4) on conflict (till) do nothing',
      [till, found.store, found.till_code, raw],
    )
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
