import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeDurably } from './durable-file.ts'

/** Head office's Ed25519 key. `publicKey` is the raw 32 bytes in base64; `keyId` names it in acks. */
export type SigningKey = {
  readonly publicKey: string
  readonly keyId: string
  readonly sign: (text: string) => string
}

const rawPublicKey = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')

/** The first 32 hex characters of the SHA-256 of a raw public key: a till's id. */
export const fingerprint = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex').slice(0, 32)

/** Reads the key from a PEM file of mode 0600, made the first time. */
export const openSigningKey = (file: string): SigningKey => {
  if (!existsSync(file)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeDurably(file, pem)
  }
  const privateKey = createPrivateKey(readFileSync(file))
  const raw = rawPublicKey(createPublicKey(privateKey))
  return {
    publicKey: raw.toString('base64'),
    keyId: fingerprint(raw).slice(0, 16),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  }
}

/** Whether `signature` (base64) over `text` is of the holder of this raw Ed25519 public key. */
export const isSignedBy = (rawKey: Uint8Array, text: string, signature: string): boolean => {
  if (rawKey.length !== 32) return false
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(rawKey).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
}
