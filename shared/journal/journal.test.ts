import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntryBody } from './entry.ts'
import { parseEntry, readLine, toLine } from './line.ts'
import { headBeforeGenesis, headOf, type SealedEntry, seal } from './seal.ts'
import { verifyChain } from './verify-chain.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const till = 'a'.repeat(32)
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
const content = (note: string): EntryBody => ({
  kind: 'STAFF_CHANGED',
  body: { staff: 'li-lei', name: note, role: 'cashier', change: 'added' },
})

const chain = (notes: readonly string[]): SealedEntry[] => {
  let head = headBeforeGenesis(till, 1)
  return notes.map((note) => {
    const sealed = seal(head, content(note), { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return sealed.value
  })
}

test('a chain verifies, and its last head is found', () => {
  const entries = chain(['一', '二', '三'])
  expect(verifyChain(headBeforeGenesis(till, 1), entries.map(toLine), sha256)).toMatchObject({
    ok: true,
    count: 3,
    head: { seq: 3, hash: entries[2]?.hash },
  })
})

test('any one change to any one line is found and the line named', () => {
  const lines = chain(['一', '二', '三', '四', '五']).map(toLine)
  const damage = fc.constantFrom('drop', 'edit', 'swap', 'double')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), damage, (index, kind) => {
      const bad = [...lines]
      const line = bad[index] ?? ''
      const next = bad[index + 1] ?? ''
      if (kind === 'drop') bad.splice(index, 1)
      if (kind === 'edit') bad[index] = line.replace('cashier', 'manager')
      if (kind === 'swap') bad.splice(index, 2, next, line)
      if (kind === 'double') bad.splice(index, 0, line)
      const result = verifyChain(headBeforeGenesis(till, 1), bad, sha256)
      expect(result.ok).toBe(false)
      if (!result.ok) expect(result.fault.good).toBe(kind === 'double' ? index + 1 : index)
    }),
  )
})

test('what was sealed reads back as the same entry', () => {
  const [first] = chain(['王芳'])
  if (!first) throw new Error('no entry')
  const read = readLine(toLine(first), sha256)
  expect(read).toMatchObject({ ok: true, value: { hash: first.hash } })
  expect(parseEntry(first.text)).toEqual({ ok: true, value: first.entry })
})

test('floats, unknown fields and text that is not well-formed are never sealed', () => {
  const head = headBeforeGenesis(till, 1)
  const context = { at, by: null, shift: null }
  const withFloat = { ...context, at: { ...at, utc: 1.5 } }
  expect(seal(head, content('x'), withFloat, sha256).ok).toBe(false)
  expect(seal(head, content('\ud800'), context, sha256).ok).toBe(false)
  const extra = { ...content('x'), extra: 1 }
  expect(seal(head, extra, context, sha256).ok).toBe(false)
})

test('a kind from a newer version is told apart from damage', () => {
  const [first] = chain(['x'])
  const newer = JSON.stringify({ ...first?.entry, kind: 'LOYALTY' })
  expect(parseEntry(newer)).toMatchObject({ ok: false, reason: 'newer_version' })
  const added = JSON.stringify({ ...first?.entry, body: { ...first?.entry.body, later: 1 } })
  expect(parseEntry(added)).toMatchObject({ ok: false, reason: 'newer_version' })
  const both = JSON.stringify({ ...first?.entry, body: { ...first?.entry.body, later: 1, role: 'king' } })
  expect(parseEntry(both)).toMatchObject({ ok: false, reason: 'malformed' })
  const damaged = JSON.stringify({ ...first?.entry, body: {} })
  expect(parseEntry(damaged)).toMatchObject({ ok: false, reason: 'malformed' })
})
