import { createHash, createPublicKey, verify } from 'node:crypto'

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The name of a key: the first 32 hex digits of the SHA-256 of its 32 raw bytes. */
export const fingerprint = (publicKey: string): string => sha256(Buffer.from(publicKey, 'base64')).slice(0, 32)

/** Whether `signature` (base64) over the UTF-8 bytes of `text` is of the holder of this raw Ed25519 key (base64). */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  const raw = Buffer.from(publicKey, 'base64')
  if (raw.length !== 32) return false
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
}
