import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { fingerprint } from '../../server/signing-key.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A key pair that is the same in every run: `publicKey` is the raw 32 bytes in base64. */
const fixedKey = (byte: number) => {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.alloc(32, byte)])
  const privateKey = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
  const raw = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url')
  return {
    raw,
    publicKey: raw.toString('base64'),
    name: fingerprint(raw),
    sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  }
}

/** The till's own. */
export const tillKey = fixedKey(1)
/** Head office's own. */
export const officeKey = { ...fixedKey(2), keyId: 'office' }
/** Of nobody that the till should believe. */
export const thiefKey = fixedKey(3)
