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

test('docs/mutations.md lists each of them, and no other', () => {
  const text = readFileSync(path.join(root, 'docs/mutations.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (.+?) \| ([\w/.-]+\.ts) \|/gm)].map(([, name, file]) => ({ name, file }))
  const finding = /^the verifier does not find: (\w+)$/
  const listed = MUTATIONS.filter(({ name }) => !finding.test(name))
  expect(rows).toEqual(expect.arrayContaining(listed.map(({ name, file }) => ({ name, file }))))
  expect(rows).toHaveLength(listed.length)
  const codes = MUTATIONS.flatMap(({ name }) => finding.exec(name)?.slice(1) ?? [])
  expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([])
})
