import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { MUTATIONS } from './mutations.ts'

const root = path.resolve(import.meta.dirname, '../..')

test('each mutation has a name of its own', () => {
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length)
})

test.each(MUTATIONS)('$name: the text is there once, and what must find it exists', ({ file, from, by }) => {
  const text = readFileSync(path.join(root, file), 'utf8')
  expect(text.split(from)).toHaveLength(2)
  for (const proof of by) {
    if (proof === 'simulation') continue
    for (const one of proof.files) expect(existsSync(path.join(root, one)), one).toBe(true)
  }
})
