import canonicalize from 'canonicalize'
import { expect, test } from 'vitest'
import { saleTokenText } from '../shared/receipt/sale-token.ts'
import { REFUND, SALE } from '../test/fixtures/specimen-entries.ts'
import { sha256 } from './parts.ts'
import { signSale } from './sign-sale.ts'

const lineOf = (entry: object): string => {
  const text = canonicalize(entry) ?? ''
  return `${sha256(text)} ${text}`
}
const line = lineOf(SALE)
const holding = (...held: string[]) => ({ read: (after: number) => (after === SALE.seq - 1 ? held : []) })
const identity = { till: SALE.till, epoch: 1, sign: (text: string): string | null => `signed ${text}` }
const signed = { ok: true, signature: `signed ${saleTokenText(SALE, line.slice(0, 64))}` }

test('the token is made from the sale’s own line, and is the same before the mirror holds it and after', () => {
  expect(signSale({ identity, mirror: holding() }, { line }, sha256)).toEqual(signed)
  expect(signSale({ identity, mirror: holding(line) }, { line }, sha256)).toEqual(signed)
})

test.each([
  ['a refund', lineOf(REFUND), 'not_a_sale'],
  ['a line whose hash does not cover it', line.replace('赶时间', '不赶时间'), 'not_a_sale'],
  ['any other text', 'counterfoil-head\n1', 'not_a_sale'],
  ['a sale of another till', lineOf({ ...SALE, till: 'b'.repeat(32) }), 'other_journal'],
  ['a sale of another epoch', lineOf({ ...SALE, epoch: 2 }), 'other_journal'],
])('%s is not signed', (_name, other, reason) => {
  expect(signSale({ identity, mirror: holding() }, { line: other }, sha256)).toEqual({ ok: false, reason })
})

test('a number that the mirror gives to another entry is not signed, nor anything without the key', () => {
  const forked = holding(lineOf({ ...SALE, by: 'li-lei' }))
  expect(signSale({ identity, mirror: forked }, { line }, sha256)).toEqual({ ok: false, reason: 'other_journal' })
  const keyless = { ...identity, sign: () => null }
  expect(signSale({ identity: keyless, mirror: holding() }, { line }, sha256)).toMatchObject({ reason: 'key_missing' })
})
