import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { readIfThere, writeDurably } from './durable-file.ts'

/** The operating system's keeper of secrets, where there is one that truly encrypts. */
export type Keychain = {
  readonly encrypt: (text: string) => Uint8Array
  /** Throws where the secret is of another user or another machine. */
  readonly decrypt: (bytes: Uint8Array) => string
}

/** Who a till is: named by its key. `sign` gives base64 over UTF-8 text, or null where the key is gone. */
export type Identity = {
  readonly till: string
  readonly epoch: number
  /** Goes over to a later epoch, with the same key; durable on return. Throws on I/O errors. */
  readonly beginEpoch: (epoch: number) => void
  /** Raw Ed25519 public key in base64; empty where only the mirror still knows the till. */
  readonly publicKey: string
  readonly keyState: 'present' | 'missing'
  readonly keyStorage: 'os' | 'file'
  readonly sign: (text: string) => string | null
}

const fileSchema = v.strictObject({
  till: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  publicKey: v.pipe(v.string(), v.base64()),
  keyStorage: v.picklist(['os', 'file']),
  /** PKCS #8 in base64, encrypted where the operating system keeps it. */
  key: v.pipe(v.string(), v.base64()),
})
type IdentityFile = v.InferOutput<typeof fileSchema>

type IdentityParts = { readonly folder: string; readonly mirrorFolder: string; readonly keychain: Keychain | null }

/**
 * Opens the till's identity, or makes one at the very first start. Where the key is gone, the till stays who it is and
 * cannot sign: a new identity is never made over a mirror that exists. Throws on I/O errors.
 */
export const openIdentity = ({ folder, mirrorFolder, keychain }: IdentityParts): Identity => {
  const file = path.join(folder, 'identity.json')
  const text = readIfThere(file)
  const kept = text === null ? null : parseFile(text)
  const keep = (next: IdentityFile) => writeDurably(file, JSON.stringify(next))
  const mirrored = tillOfMirror(mirrorFolder, kept?.till)
  if (kept !== null) {
    // A file from an old backup: an epoch that was left must not be gone on with.
    const epoch = Math.max(kept.epoch, mirrored?.epoch ?? 0)
    return identityOf({ ...kept, epoch }, unlock(kept, keychain), keep)
  }
  if (text !== null) setAside(file)
  // Without its file the till's newest epoch is told by the names of its mirror's files alone.
  if (mirrored !== null)
    return identityOf({ ...mirrored, publicKey: '', keyStorage: 'file', key: '' }, null, () => undefined)
  const { fresh, key } = makeKey(keychain)
  keep(fresh)
  return identityOf(fresh, key, keep)
}

/** The fingerprint by which a till is named: 32 hex digits of SHA-256 over the raw public key. */
export const tillOf = (rawPublicKey: Uint8Array): string =>
  createHash('sha256').update(rawPublicKey).digest('hex').slice(0, 32)

const identityOf = (kept: IdentityFile, key: KeyObject | null, keep: (next: IdentityFile) => void): Identity => {
  const { till, publicKey, keyStorage } = kept
  let { epoch } = kept
  return {
    till,
    get epoch() {
      return epoch
    },
    publicKey,
    keyStorage,
    keyState: key === null ? 'missing' : 'present',
    sign: (text) => (key === null ? null : sign(null, Buffer.from(text), key).toString('base64')),
    beginEpoch: (next) => {
      keep({ ...kept, epoch: next })
      epoch = next
    },
  }
}

const makeKey = (keychain: Keychain | null): { fresh: IdentityFile; key: KeyObject } => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const raw = rawPublicKeyOf(privateKey)
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  const key = keychain === null ? secret : Buffer.from(keychain.encrypt(secret)).toString('base64')
  const keyStorage = keychain === null ? 'file' : 'os'
  return {
    fresh: { till: tillOf(raw), epoch: 1, publicKey: raw.toString('base64'), keyStorage, key },
    key: privateKey,
  }
}

const rawPublicKeyOf = (privateKey: KeyObject): Buffer =>
  Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url')

/** The private key, or null where it cannot be had or is not the one that names this till. */
const unlock = ({ till, keyStorage, key }: IdentityFile, keychain: Keychain | null): KeyObject | null => {
  try {
    const bytes = Buffer.from(key, 'base64')
    if (keyStorage === 'os' && keychain === null) return null
    const secret = keyStorage === 'os' && keychain !== null ? Buffer.from(keychain.decrypt(bytes), 'base64') : bytes
    const privateKey = createPrivateKey({ key: secret, type: 'pkcs8', format: 'der' })
    return tillOf(rawPublicKeyOf(privateKey)) === till ? privateKey : null
  } catch {
    return null
  }
}

const parseFile = (text: string): IdentityFile | null => {
  try {
    const parsed = v.safeParse(fileSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** An unreadable identity may still help whoever repairs it, so it is never overwritten. */
const setAside = (file: string): void => {
  let number = 1
  while (existsSync(`${file}.unreadable-${number}`)) number += 1
  renameSync(file, `${file}.unreadable-${number}`)
}

/** The till (that one, where it is known) and its latest epoch, as the mirror's file names tell. */
const tillOfMirror = (folder: string, till?: string): { till: string; epoch: number } | null => {
  if (!existsSync(folder)) return null
  const found = readdirSync(folder)
    .map((name) => /^([0-9a-f]{32})-([1-9]\d{0,8})\.journal$/.exec(name))
    .flatMap((match) =>
      match?.[1] && (till ?? match[1]) === match[1] ? [{ till: match[1], epoch: Number(match[2]) }] : [],
    )
    .sort((one, other) => other.epoch - one.epoch)
  return found[0] ?? null
}
