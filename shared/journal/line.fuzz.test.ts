import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmed } from '../../test/fuzz/harmed.ts'
import { harshJson, nearly } from '../../test/fuzz/harsh-json.ts'
import { MANY } from '../../test/fuzz/runs.ts'
import { parseEntry, readLine } from './line.ts'
import { headBeforeGenesis } from './seal.ts'
import { verifyChain } from './verify-chain.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const lineOf = (text: string) => `${sha256(text)} ${text}`
const file = readFileSync(path.join(import.meta.dirname, '../../test/fixtures/first-version/entries.journal'))
const lines = file.toString('utf8').split('\n').slice(0, -1)
const entries = lines.map((line) => JSON.parse(line.slice(65)) as Record<string, unknown>)
const till = String(entries[0]?.till)

test('no text whatever is read as a line unless its hash covers it and a file would give it back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }).map(lineOf)), (line) => {
      const read = readLine(line, sha256)
      if (read.ok) expect(`${sha256(read.value.text)} ${read.value.text}`).toBe(line)
    }),
    MANY,
  )
})

test.each([
  ['a line feed between its members', (text: string) => text.replace(',', ',\n')],
  ['a line feed behind it', (text: string) => `${text}\n`],
  ['half a character', (text: string) => text.replace('}', ',"x":"\ud800"}')],
])('an entry with %s is no line, whatever its hash', (_name, change) => {
  const text = change(lines[0]?.slice(65) ?? '')
  expect(() => JSON.parse(text)).not.toThrow()
  expect(readLine(lineOf(text), sha256)).toEqual({ ok: false, reason: 'malformed' })
})

test('whatever an entry is made of, it is read or refused, and a refusal says where', () => {
  const text = fc.constantFrom(...entries).chain((entry) => nearly(entry).map((value) => JSON.stringify(value)))
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        harshJson.map((value) => JSON.stringify(value)),
        fc.string(),
      ),
      (given) => {
        const parsed = parseEntry(given)
        if (!parsed.ok) expect(parsed.detail).not.toBe('')
      },
    ),
    MANY,
  )
})

test('text that is no JSON, or no entry of any version, is malformed and not from the future', () => {
  for (const text of ['', '{', '[]', 'null', '{"v":2}', `${'['.repeat(50_000)}`]) {
    expect(parseEntry(text)).toMatchObject({ ok: false, reason: 'malformed' })
  }
})

test('what is taken of a harmed journal is a beginning of the true one, and the fault is named by its number', () => {
  fc.assert(
    fc.property(harmed(file), (bytes) => {
      const given = bytes.toString('utf8').split('\n').slice(0, -1)
      const result = verifyChain(headBeforeGenesis(till, 1), given, sha256)
      const { seq, hash } = result.ok ? result.head : result.fault.head
      expect(given.slice(0, seq)).toEqual(lines.slice(0, seq))
      expect(hash).toBe(seq === 0 ? '0'.repeat(64) : lines[seq - 1]?.slice(0, 64))
      if (result.ok) expect(given).toHaveLength(seq)
      else expect(result.fault.good).toBe(seq)
    }),
    MANY,
  )
})
