import { randomBytes, scrypt } from 'node:crypto'
import * as v from 'valibot'
import { cleanPassphrase } from './passphrase.ts'

const KEY_BYTES = 32
const MAX_MEMORY = 512 * 1024 * 1024

/** How a key comes from a passphrase: scrypt and its cost, bounded so that a foreign file cannot ask for all memory. */
export const derivationSchema = v.strictObject({
  name: v.literal('scrypt'),
  N: v.picklist([1 << 14, 1 << 15, 1 << 16, 1 << 17, 1 << 18]),
  r: v.literal(8),
  p: v.literal(1),
  salt: v.pipe(v.string(), v.base64(), v.length(24)),
})
export type Derivation = v.InferOutput<typeof derivationSchema>

/** A derivation of its own salt; 128 MB and a fraction of a second on a till. */
export const newDerivation = (): Derivation => ({
  name: 'scrypt',
  N: 1 << 17,
  r: 8,
  p: 1,
  salt: randomBytes(16).toString('base64'),
})

/** The 32-byte key that a passphrase gives; case, dashes and confused letters do not matter. */
export const deriveKey = (passphrase: string, { N, r, p, salt }: Derivation): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { N, r, p, maxmem: MAX_MEMORY }
    scrypt(cleanPassphrase(passphrase), Buffer.from(salt, 'base64'), KEY_BYTES, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
