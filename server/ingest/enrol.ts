import type { Pool, PoolClient } from 'pg'
import { type EnrolReply, type EnrolRequest, enrolText } from '../../shared/sync/wire.ts'
import { fingerprint, isSignedBy, type SigningKey } from '../signing-key.ts'
import { inTransaction } from '../store/in-transaction.ts'
import { lineOf } from './line-of.ts'
import { hashCode, makeCode } from './one-time-code.ts'

/** Makes a store; `false` where the code is taken. */
export const createStore = async (pool: Pool, code: string, name: string): Promise<boolean> => {
  const { rowCount } = await pool.query('insert into store (code, name) values ($1, $2) on conflict do nothing', [
    code,
    name,
  ])
  return rowCount === 1
}

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
  return { ok: true, code: await makeCode(pool, { store, tillCode, replaces: null }) }
}

type Code = {
  readonly store: string
  readonly name: string
  readonly tillCode: string
  readonly replaces: string | null
}
type Refused = {
  readonly ok: false
  readonly reason: 'bad_signature' | 'bad_code' | 'replacement_code' | 'no_replacement_code'
}

const findCode = async (client: PoolClient, hash: string, till: string): Promise<Code | undefined> => {
  const { rows } = await client.query<Code>(
    `select c.store, c.till_code as "tillCode", c.replaces, s.name from enrolment_code c join store s on s.code = c.store
     where c.code_hash = $1 and c.expires_at > now() and (c.used_by is null or c.used_by = $2) for update of c`,
    [hash, till],
  )
  return rows[0]
}

/** Whether a till may use a code: a history is taken over by an empty till, or by one that has it from a backup. */
const whyNot = ({ replaces }: Code, { successorOf }: EnrolRequest): Refused['reason'] | null => {
  if (replaces === null) return successorOf === null ? 'no_replacement_code' : null
  return successorOf === null || successorOf === replaces ? null : 'replacement_code'
}

/** Pins a key; with a replacement's code the till also takes the till code of the one that it replaces. False where it may not. */
const takePlace = async (client: PoolClient, till: string, code: Code, key: Buffer): Promise<boolean> => {
  const { store, tillCode, replaces } = code
  if (till === replaces) return false
  const added = await client.query(
    `insert into till (till, store, till_code, public_key, replaces, holds_code) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [till, store, tillCode, key, replaces, replaces === null],
  )
  if (added.rowCount === 0) return false
  const left = await client.query('update till set holds_code = false where till = $1 and holds_code', [replaces])
  // One that shared its till code with another till leaves it shared.
  if (left.rowCount === 1) await client.query('update till set holds_code = true where till = $1', [till])
  return true
}

/**
 * Pins a till's public key against a one-time code; with one that replaces a till, it takes that till's code and place. The
 * same till may repeat its request: a reply may be lost.
 */
export const enrol = (
  pool: Pool,
  key: SigningKey,
  request: EnrolRequest,
): Promise<{ ok: true; value: EnrolReply } | Refused> =>
  inTransaction(pool, async (client) => {
    const raw = Buffer.from(request.publicKey, 'base64')
    if (!isSignedBy(raw, enrolText(request), request.signature)) return { ok: false, reason: 'bad_signature' } as const
    const till = fingerprint(raw)
    const found = await findCode(client, hashCode(request.code), till)
    if (!found) return { ok: false, reason: 'bad_code' } as const
    const reason = whyNot(found, request)
    if (reason !== null) return { ok: false, reason } as const
    const pinned = await client.query<Omit<Code, 'name'>>(
      'select store, till_code as "tillCode", replaces from till where till = $1',
      [till],
    )
    const before = pinned.rows[0]
    const { store, name, tillCode, replaces } = found
    // Its entries are filed under the store that it belongs to: another store's code does not move them.
    const isSame =
      before?.store === store && before.tillCode === tillCode && (replaces === null || before.replaces === replaces)
    // The till code is held by another till, or the lost one was replaced already.
    if (before ? !isSame : !(await takePlace(client, till, found, raw)))
      return { ok: false, reason: 'bad_code' } as const
    await client.query('update enrolment_code set used_by = $2 where code_hash = $1', [hashCode(request.code), till])
    const line = await lineOf(client, till)
    const { publicKey: headOfficeKey, keyId } = key
    const labels = { store, storeName: name, tillCode, headOfficeKey, keyId }
    return { ok: true, value: line.length === 0 ? labels : { ...labels, replaces: line } } as const
  })
