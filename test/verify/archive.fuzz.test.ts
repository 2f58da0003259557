import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { sha256 } from '../../electron/parts.ts'
import { verifyArchive } from '../../verify/verify-archive.ts'
import { writeReport } from '../../verify/write-report.ts'
import { harmed } from '../fuzz/harmed.ts'
import { harshJson, nearly } from '../fuzz/harsh-json.ts'
import { FEW, SOME } from '../fuzz/runs.ts'
import { makeRealTill, type RealTill } from './real-till.ts'
import { withFolder, withLines } from './tampering.ts'

let till: RealTill
let good = ''
const content = new Map<string, Buffer>()
beforeAll(async () => {
  till = await makeRealTill()
  const aside = till.lines.map((line, index) => (index === 2 ? line.replace('1', '2') : line)).join('\n')
  writeFileSync(path.join(till.folder, 'mirror', `${till.identity.till}-1.journal.damaged-1`), aside)
  good = await till.exportArchive()
  for (const name of readdirSync(good)) content.set(name, readFileSync(path.join(good, name)))
})

/** Verifies and throws away a changed copy; a refusal or a finding, or neither. */
const look = async (folder: string) => {
  const result = await verifyArchive(folder)
  rmSync(path.dirname(folder), { recursive: true })
  if (!result.ok) return { blamed: true, report: result.detail }
  const report = writeReport(result.report)
  expect(JSON.parse(JSON.stringify(result.report)).findings).toEqual(result.report.findings)
  return { blamed: result.report.findings.length > 0, report }
}

const anyFile = () =>
  fc.constantFrom(...content).chain(([name, bytes]) => {
    const others = [...content.values()]
    const json = name.endsWith('.json') ? [nearly(JSON.parse(String(bytes))), harshJson] : [harshJson]
    const becomes = fc.oneof(
      { weight: 3, arbitrary: harmed(bytes, others) },
      { weight: 1, arbitrary: fc.oneof(...json).map((value) => Buffer.from(JSON.stringify(value))) },
    )
    return becomes.map((now) => ({ name, bytes, now }))
  })

test('a file of an archive that is not what it was is never found good', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constant(null).chain(anyFile), async ({ name, bytes, now }) => {
      const { blamed } = await look(withFolder(good, (copy) => writeFileSync(path.join(copy, name), now)))
      // A signature is read as base64, which forgives spaces: what it covers is none the less what was signed.
      if (!now.equals(bytes) && !name.endsWith('.sig')) expect([name, blamed]).toEqual([name, true])
    }),
    SOME,
  )
})

const nested = `${'['.repeat(15_000)}${']'.repeat(15_000)}`

test('whatever somebody who holds the key puts into an entry, it is read to the end and blamed', async () => {
  const value = fc.oneof(
    harshJson.map((one) => JSON.stringify(one)),
    fc.constantFrom('1e400', nested, '{"__proto__":{"a":1}}', '{"a":1,"a":2}', '"\\ud800"', ' 1'),
  )
  const member = fc.constantFrom('body', 'at', 'by', 'shift', 'v', 'kind', 'more')
  await fc.assert(
    fc.asyncProperty(fc.nat(), member, value, async (nth, name, json) => {
      const at = nth % till.lines.length
      const line = till.lines[at] ?? ''
      const text = line.slice(65).replace('{', `{"${name}":${json},`)
      const { blamed, report } = await look(
        withLines(good, till.lines.with(at, `${sha256(text)} ${text}`).slice(0, at + 1), (one) =>
          till.identity.sign(one),
        ),
      )
      expect(blamed).toBe(true)
      expect(report).not.toBe('')
    }),
    FEW,
  )
})

test('a table of contents that has no canonical form is blamed for it', async () => {
  const table = String(content.get('archive.json')).replace('"app":"', '"app":"\\ud800')
  const { report } = await look(withFolder(good, (copy) => writeFileSync(path.join(copy, 'archive.json'), table)))
  expect(report).toContain('archive.json')
})

test.each([
  ['nesting without end', nested],
  ['a number that is none', '1e400'],
  ['half a character', '"\\ud800"'],
])('an entry with %s is named, and the rest is checked', async (_name, json) => {
  const text = (till.lines[3] ?? '').slice(65).replace('{', `{"more":${json},`)
  const lines = till.lines.with(3, `${sha256(text)} ${text}`)
  const { blamed, report } = await look(withLines(good, lines, (one) => till.identity.sign(one)))
  expect(blamed).toBe(true)
  expect(report).toContain('#4')
  expect(report).toContain('#5')
})
