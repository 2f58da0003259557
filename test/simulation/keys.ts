import { createPrivateKey, createPublicKey, hash, sign } from 'node:crypto'
import { isSignedBy } from '../../electron/transport/signature.ts'
import { fingerprint } from '../../server/signing-key.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A key pair that is the same in every run: `publicKey` is the raw 32 bytes in base64, `name` their fingerprint. */
export type Key = {
  readonly raw: Buffer
  readonly publicKey: string
  readonly name: string
  readonly sign: (text: string) => string
}

/** Who signs in a world, and how signatures are checked there. */
export type Keys = {
  readonly tills: readonly [Key, Key]
  readonly office: Key & { readonly keyId: string }
  /** Of nobody that a till should believe. */
  readonly thief: Key
  readonly isSigned: typeof isSignedBy
}

const keysMadeBy = (make: (number: number) => Key, isSigned: Keys['isSigned']): Keys => ({
  tills: [make(1), make(4)],
  office: { ...make(2), keyId: 'office' },
  thief: make(3),
  isSigned,
})

const keyOf = (raw: Buffer, sign: Key['sign']): Key => ({
  raw,
  publicKey: raw.toString('base64'),
  name: fingerprint(raw),
  sign,
})

const ed25519Key = (number: number): Key => {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.alloc(32, number)])
  const privateKey = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
  const raw = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url')
  return keyOf(raw, (text) => sign(null, Buffer.from(text), privateKey).toString('base64'))
}

/** Ed25519, as the app has it. */
export const ED25519 = keysMadeBy(ed25519Key, isSignedBy)

const SECRETS = [1, 2, 3, 4].map((number) => hash('sha256', `secret ${number}`))
const secretOf = (number: number): string => SECRETS[number - 1] ?? ''
const publicOf = (number: number): Buffer => hash('sha256', secretOf(number), 'buffer')
const seal = (number: number, text: string): string => hash('sha512', `${secretOf(number)} ${text}`, 'base64')
const NUMBERS = new Map([1, 2, 3, 4].map((number) => [publicOf(number).toString('base64'), number]))

/**
 * A stand-in that costs a tenth: a keyed hash of as many bytes, checked with the secret that belongs to the public key. As
 * with Ed25519 only the holder of a key can sign, and a signature holds for one text and one key alone.
 */
export const KEYED_HASHES = keysMadeBy(
  (number) => keyOf(publicOf(number), (text) => seal(number, text)),
  (publicKey, text, signature) => {
    const number = NUMBERS.get(publicKey)
    return number !== undefined && seal(number, text) === signature
  },
)
