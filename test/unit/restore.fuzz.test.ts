import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from '../../renderer/journal/database.ts'
import { restoreFrom } from '../../renderer/journal/restore.ts'
import { sha256Text as sha256 } from '../../renderer/journal/sha256.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { parseEntry, readLine, toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { freshDatabase } from '../contract/journal-fixtures.ts'
import { harmed } from '../fuzz/harmed.ts'
import { harshJson } from '../fuzz/harsh-json.ts'
import { FEW, SOME } from '../fuzz/runs.ts'

const file = readFileSync(path.join(import.meta.dirname, '../fixtures/first-version/entries.journal'))
const LINES = file.toString('utf8').split('\n').slice(0, -1)
const till = (JSON.parse(LINES[0]?.slice(65) ?? '') as { till: string }).till
const beginning = headBeforeGenesis(till, 1)

/** Restores from lines, two at a time, into a new database; gives what came of it and what is stored then. */
const restore = async (lines: readonly string[]) => {
  const database = openDatabase(freshDatabase())
  const source = async (after: number) => lines.slice(after, after + 2)
  const result = await restoreFrom(database, source, beginning, { sha256, onProgress: () => undefined })
  const stored = (await database.journal.toArray()).map(toLine)
  const head = await database.head.get('head')
  database.close()
  return { result, stored, head }
}

const expectTrueBeginning = async (lines: readonly string[]) => {
  const { result, stored, head } = await restore(lines)
  expect(stored).toEqual(LINES.slice(0, stored.length))
  expect(head?.seq ?? 0).toBe(stored.length)
  if (head) expect(head.hash).toBe(LINES[stored.length - 1]?.slice(0, 64))
  expect(result.head.seq).toBe(stored.length)
  if (result.end === 'no_more') expect(lines).toEqual(stored)
}

test('of a harmed copy only the true beginning is taken, and whatever is not taken is a fault with its number', async () => {
  await fc.assert(
    fc.asyncProperty(harmed(file), (bytes) => expectTrueBeginning(bytes.toString('utf8').split('\n').slice(0, -1))),
    SOME,
  )
})

test('lines of any text in between are never taken', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    harshJson.map((value) => JSON.stringify(value)),
  )
  const line = fc.oneof(
    text,
    text.map((one) => `${sha256(one)} ${one}`),
  )
  await fc.assert(
    fc.asyncProperty(line, fc.nat({ max: LINES.length - 1 }), async (bad, at) => {
      await expectTrueBeginning(LINES.toSpliced(at, 1, bad))
    }),
    SOME,
  )
})

const BODIES = LINES.map((line) => {
  const read = readLine(line, sha256)
  const parsed = parseEntry(read.ok ? read.value.text : '')
  if (!parsed.ok) throw new Error(parsed.detail)
  return parsed.value
})

test('a chain that holds is taken whole, in whatever order its entries were made', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(BODIES), async (entries) => {
      let head = beginning
      const lines = entries.map(({ kind, body, at, by, shift }) => {
        const sealed = seal(head, { kind, body } as EntryBody, { at, by, shift }, sha256)
        if (!sealed.ok) throw new Error(sealed.detail)
        head = headOf(sealed.value)
        return toLine(sealed.value)
      })
      const { result, stored } = await restore(lines)
      expect(result).toEqual({ head, end: 'no_more' })
      expect(stored).toEqual(lines)
    }),
    FEW,
  )
})
