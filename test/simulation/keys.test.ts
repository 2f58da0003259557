import { describe, expect, test } from 'vitest'
import { ED25519, KEYED_HASHES } from './keys.ts'

/** What the simulation relies on, asked of Ed25519 and of the stand-in for it. */
describe.each([
  ['Ed25519', ED25519],
  ['keyed hashes', KEYED_HASHES],
])('%s', (_name, { tills, office, thief, isSigned }) => {
  const [till, other] = tills

  test('a signature holds for its text and its key alone', () => {
    const signature = till.sign('text')
    expect(isSigned(till.publicKey, 'text', signature)).toBe(true)
    expect(isSigned(till.publicKey, 'text ', signature)).toBe(false)
    for (const { publicKey } of [other, office, thief]) expect(isSigned(publicKey, 'text', signature)).toBe(false)
    expect(isSigned(till.publicKey, 'text', thief.sign('text'))).toBe(false)
    expect(isSigned('', 'text', signature)).toBe(false)
  })

  test('keys and signatures have the length that files and messages have', () => {
    expect(till.raw).toHaveLength(32)
    expect(Buffer.from(till.sign('text'), 'base64')).toHaveLength(64)
    expect(new Set([...tills, office, thief].map(({ name }) => name)).size).toBe(4)
  })
})
