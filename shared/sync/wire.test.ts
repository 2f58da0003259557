import * as v from 'valibot'
import { expect, test } from 'vitest'
import { pushRequestSchema } from './wire.ts'

const request = { till: 'a'.repeat(32), epoch: 1, nonce: 'n'.repeat(16), lines: [], signature: 'AAAA' }

test('a nonce cannot bring a line of its own into what is signed', () => {
  expect(v.is(pushRequestSchema, request)).toBe(true)
  for (const nonce of ['n'.repeat(15), 'n'.repeat(65), `${'n'.repeat(16)}\n`, `${'n'.repeat(16)} 2`, '票'.repeat(16)]) {
    expect(v.is(pushRequestSchema, { ...request, nonce })).toBe(false)
  }
})

test('a signature is no longer than one can be', () => {
  expect(v.is(pushRequestSchema, { ...request, signature: 'A'.repeat(88) })).toBe(true)
  expect(v.is(pushRequestSchema, { ...request, signature: 'A'.repeat(92) })).toBe(false)
})
