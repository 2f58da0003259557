import { createPublicKey, verify } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Keychain, openIdentity, tillOf } from './identity.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-identity-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = () => path.join(folder, 'identity.json')
const open = (keychain: Keychain | null = null) =>
  openIdentity({ folder, mirrorFolder: path.join(folder, 'mirror'), keychain })
const makeMirror = (till: string, ...epochs: number[]) => {
  mkdirSync(path.join(folder, 'mirror'))
  for (const epoch of epochs) writeFileSync(path.join(folder, 'mirror', `${till}-${epoch}.journal`), '')
}

/** A keychain that turns bytes around: enough to tell what it kept from what it was given. */
const mirrorKeychain: Keychain = {
  encrypt: (text) => Buffer.from(text).reverse(),
  decrypt: (bytes) => Buffer.from(bytes).reverse().toString('utf8'),
}

test('a first start makes a till that is named by its key, and the next start finds it', () => {
  const first = open()
  expect(first.till).toBe(tillOf(Buffer.from(first.publicKey, 'base64')))
  expect(first).toMatchObject({ epoch: 1, keyState: 'present', keyStorage: 'file' })
  const { till, publicKey } = open()
  expect({ till, publicKey }).toEqual({ till: first.till, publicKey: first.publicKey })
  expect(statSync(file()).mode & 0o077).toBe(0)
})

test('what it signs verifies with its public key', () => {
  const { publicKey, sign } = open()
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  expect(verify(null, Buffer.from('存根'), key, Buffer.from(sign('存根') ?? '', 'base64'))).toBe(true)
})

test('a keychain keeps the key, and without it the till cannot sign but stays who it is', () => {
  const first = open(mirrorKeychain)
  expect(first).toMatchObject({ keyState: 'present', keyStorage: 'os' })
  expect(open(mirrorKeychain).keyState).toBe('present')
  const without = open(null)
  expect(without).toMatchObject({ till: first.till, keyState: 'missing' })
  expect(without.sign('x')).toBeNull()
  const broken: Keychain = {
    ...mirrorKeychain,
    decrypt: () => {
      throw new Error('of another user')
    },
  }
  expect(open(broken)).toMatchObject({ till: first.till, keyState: 'missing' })
})

test('a lost identity beside a mirror is missing, never made anew', () => {
  const till = 'c'.repeat(32)
  makeMirror(till, 1, 2)
  expect(open()).toMatchObject({ till, epoch: 2, keyState: 'missing' })
  expect(open().sign('x')).toBeNull()
  expect(existsSync(file())).toBe(false)
})

test('an unreadable identity is kept aside and not overwritten', () => {
  const till = 'c'.repeat(32)
  makeMirror(till, 1)
  writeFileSync(file(), '{"till":')
  expect(open()).toMatchObject({ till, keyState: 'missing' })
  expect(readdirSync(folder)).toContain('identity.json.unreadable-1')
})

test('a key of another till is not used', () => {
  const first = open()
  rmSync(path.join(folder, 'identity.json'))
  open()
  const other = JSON.parse(readFileSync(file(), 'utf8'))
  writeFileSync(file(), JSON.stringify({ ...other, till: first.till }))
  expect(open()).toMatchObject({ till: first.till, keyState: 'missing' })
})
