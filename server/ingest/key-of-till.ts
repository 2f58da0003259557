import type { Pool } from 'pg'

/** Asks for the raw public key that a till was enrolled with; null for an unknown till. */
export const keyOfTill =
  (pool: Pool) =>
  async (till: string): Promise<Uint8Array | null> => {
    const { rows } = await pool.query<{ public_key: Buffer }>('select public_key from till where till = $1', [till])
    return rows[0]?.public_key ?? null
  }
