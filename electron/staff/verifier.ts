import { type BinaryLike, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'

const COST = { N: 1 << 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const KEY_BYTES = 32

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/))
/** What is kept of a secret: a salt and scrypt's output (N = 32768, r = 8, p = 1), in hex. */
export const verifierSchema = v.strictObject({ salt: hex, hash: hex })
export type Verifier = v.InferOutput<typeof verifierSchema>

const derive = (secret: BinaryLike, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** Makes the verifier of a PIN or a code; the secret itself is kept nowhere. */
export const makeVerifier = async (secret: string): Promise<Verifier> => {
  const salt = randomBytes(16)
  return { salt: salt.toString('hex'), hash: (await derive(secret, salt)).toString('hex') }
}

/** Whether a secret is the one that the verifier was made of. */
export const isRight = async ({ salt, hash }: Verifier, secret: string): Promise<boolean> => {
  const kept = Buffer.from(hash, 'hex')
  const given = await derive(secret, Buffer.from(salt, 'hex'))
  return kept.length === given.length && timingSafeEqual(kept, given)
}
