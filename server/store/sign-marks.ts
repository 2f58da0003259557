import type { Pool } from 'pg'
import { type Ack, ackText } from '../../shared/sync/wire.ts'
import type { SigningKey } from '../signing-key.ts'

type Mark = { till: string; epoch: number; seq: number; hash: string }

/**
 * Signs how far head office holds each epoch of each till now, for whoever checks an archive: what a till shows may end
 * earlier, and this says so. Only marks whose entry is stored are signed.
 */
export const signMarks = async (
  pool: Pool,
  key: Pick<SigningKey, 'keyId' | 'sign'>,
  { now, nonce }: { readonly now: () => number; readonly nonce: () => string },
): Promise<Ack[]> => {
  const { rows } = await pool.query<Mark>(
    `select m.till, m.epoch, m.seq::float8 as seq, m.hash from mark m
     join entry e on e.store = m.store and e.till = m.till and e.epoch = m.epoch and e.seq = m.seq and e.hash = m.hash
     order by m.till, m.epoch`,
  )
  return rows.map((mark) => {
    const unsigned = { ...mark, serverTime: now(), nonce: nonce(), keyId: key.keyId, quarantined: [] }
    return { ...unsigned, signature: key.sign(ackText(unsigned)) }
  })
}
