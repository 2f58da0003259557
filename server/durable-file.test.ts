import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeDurably } from './durable-file.ts'

test('a file is replaced whole, for its owner alone, and nothing is left beside it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-durable-'))
  const file = path.join(folder, 'secret')
  writeDurably(file, 'one')
  writeDurably(file, 'two')
  expect(readFileSync(file, 'utf8')).toBe('two')
  expect(readdirSync(folder)).toEqual(['secret'])
  expect(statSync(file).mode & 0o077).toBe(0)
})
