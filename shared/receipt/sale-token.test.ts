import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { PROOF, SALE } from '../../test/fixtures/specimen-entries.ts'
import { saleQrData, saleTokenText } from './sale-token.ts'

test('a token can be taken apart and its signature checked, as docs/archive-format.md says', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const signature = sign(null, Buffer.from(saleTokenText(SALE, PROOF.hash)), privateKey).toString('base64')
  const token = saleQrData(SALE, { ...PROOF, signature })
  const cut = token.lastIndexOf(':')
  expect(token.slice(0, cut)).toBe(
    `counterfoil:v2:${'0f'.repeat(8)}:1:127:3f9a1c77e0b2d845:${SALE.body.total}:A1-20261124-0127`,
  )
  const bytes = Buffer.from(token.slice(cut + 1), 'base64url')
  expect(bytes).toHaveLength(64)
  expect(token).not.toMatch(/[+/=]/)
  expect(verify(null, Buffer.from(token.slice(0, cut)), createPublicKey(privateKey), bytes)).toBe(true)
})

test('without a signature the code names the entry and claims nothing more', () => {
  expect(saleQrData(SALE, { ...PROOF, signature: null })).toBe(
    `counterfoil:v1:${SALE.till}:1:127:3f9a1c77e0b2d845:${SALE.body.total}`,
  )
})
