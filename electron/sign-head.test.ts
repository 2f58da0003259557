import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { headText } from '../shared/journal/signed-head.ts'
import { openIdentity } from './identity.ts'
import { signHead } from './sign-head.ts'
import { isSignedBy } from './transport/signature.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-sign-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const hashes = ['a'.repeat(64), 'b'.repeat(64)]
const mirror = {
  read: (after: number, limit: number) => hashes.slice(after, after + limit).map((hash) => `${hash} {}`),
}
const parts = () => ({
  identity: openIdentity({ folder, mirrorFolder: path.join(folder, 'mirror'), keychain: null }),
  mirror,
})
const second = { epoch: 1, seq: 2, hash: 'b'.repeat(64) }

test('a head that the mirror holds is signed, the same each time, over a text that says what it is', () => {
  const { identity } = parts()
  const { till, publicKey } = identity
  const signed = signHead({ identity, mirror }, second)
  if (!signed.ok) throw new Error(signed.reason)
  expect(headText({ till, ...second })).toBe(`counterfoil-head\n1\n${till}\n1\n2\n${second.hash}`)
  expect(isSignedBy(publicKey, headText({ till, ...second }), signed.signature)).toBe(true)
  expect(signHead(parts(), second)).toEqual(signed)
})

test.each([
  ['another hash', { ...second, hash: 'c'.repeat(64) }],
  ['a number beyond the mirror', { ...second, seq: 3 }],
  ['the head before the genesis', { epoch: 1, seq: 0, hash: '0'.repeat(64) }],
  ['another epoch', { ...second, epoch: 2 }],
])('%s is not signed', (_name, head) => {
  expect(signHead(parts(), head)).toEqual({ ok: false, reason: 'not_mirrored' })
})

test('without the key nothing is signed, and that is said', () => {
  const identity = { ...parts().identity, keyState: 'missing' as const, sign: () => null }
  expect(signHead({ identity, mirror }, second)).toEqual({ ok: false, reason: 'key_missing' })
})
