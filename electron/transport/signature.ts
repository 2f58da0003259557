import { createPublicKey, verify } from 'node:crypto'

/** A way to check signatures; see isSignedBy(). */
export type SignatureCheck = typeof isSignedBy

/** Whether `signature` (base64) over `text` is of the holder of this raw Ed25519 public key (base64). */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  const raw = Buffer.from(publicKey, 'base64')
  if (raw.length !== 32) return false
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
}
