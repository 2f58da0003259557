import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { FAULT_NAMES } from '../../electron/printing/virtual/printer-fault.ts'
import {
  DOCUMENTS,
  type DocumentName,
  knownFor,
  MOMENTS,
  type Moment,
  runFault,
  runKill,
  runStaying,
  STEPS,
} from './print-matrix-cell.ts'
import {
  matrixTable,
  type Row,
  type StayingRow,
  stayingTable,
  wrongWith,
  wrongWithStaying,
} from './print-matrix-table.ts'

/** Slower than a proof is waited for, and later than anything is. */
const AMOUNTS: Record<string, string> = { slow: 'slow:100', late: 'late:60000' }

const faults = FAULT_NAMES.map((name) => name.replace(':N', ''))
  .filter((name) => name !== 'none')
  .map((name) => AMOUNTS[name] ?? name)
const documents = Object.keys(DOCUMENTS) as DocumentName[]
const moments = Object.keys(MOMENTS) as Moment[]

const HEAD = `# What becomes of a print job

Written by \`test/contract/print-matrix.test.ts\`, which runs each cell over the real spool, real sockets and a virtual printer, and fails
on a silent loss, an unmarked duplicate, a job that hangs, or a table that is no longer this one. "Shown" is what the Paper screen says beside
the job, or how the strip says the printer stands where no job is open. "Torn" is paper that ends in the middle. The printer was asked
what it answers to when it was set up, except where a table says otherwise.
`
const RECOVERS = `## Faults, and the printer recovers

After that the printer is mended, the till is started anew and prints something else; "at the end" is what the job became by then, where
that is another thing.
`
const STAYS = `## Faults, and it stays so

The till is started anew, the printer never comes back and is switched off. "The strip" is what the foot of every screen says of it before that: ▲ asks
a person to act, ○ has no proof of anything. A drawer that did not open is in the journal, and stands before the person who waits for it.
`
const NEVER_ASKED = `## A printer that was never asked what it answers to

It was set up while it could not be reached, or before this app asked. Only what makes a printer silent or slow differs from the tables above.
`
const NEVER_ASKED_STAYS = '## A printer that was never asked, and it stays so\n'

/** What a printer that was never asked is waited for in another way. */
const SILENCING = faults.filter((fault) => /^(no_answer|never_reads|garbage|slow|late)/.test(fault))
const NAMES_OF = { asked: 'a printer that was asked when it was set up', never: 'a printer that was never asked' }

const casesOf = (document: DocumentName, kind: keyof typeof NAMES_OF) =>
  (kind === 'asked' ? faults : SILENCING).flatMap((what) =>
    moments.map((when) => ({
      names: { what, when, document },
      tried: { fault: what, moment: when, document, known: kind === 'asked' ? knownFor(what) : null },
    })),
  )

const rows = { asked: [] as Row[], never: [] as Row[], killed: [] as Row[] }
const staying = { asked: [] as StayingRow[], never: [] as StayingRow[] }

describe.each(['asked', 'never'] as const)('a fault at each moment of each document: %s', (kind) => {
  test.each(documents)(`${NAMES_OF[kind]}, and recovers: %s`, async (document) => {
    const run = casesOf(document, kind).map(async ({ names, tried }) => ({ ...names, ...(await runFault(tried)) }))
    const found = await Promise.all(run)
    rows[kind].push(...found)
    expect(found.filter((row) => wrongWith(row) !== null)).toEqual([])
  })

  test.each(documents)(`${NAMES_OF[kind]}, and stays so: %s`, async (document) => {
    const examined = kind === 'asked'
    const run = casesOf(document, kind).map(async ({ names, tried }) => ({
      ...{ ...names, examined },
      ...(await runStaying(tried)),
    }))
    const found = await Promise.all(run)
    staying[kind].push(...found)
    expect(found.filter((row) => wrongWithStaying(row) !== null)).toEqual([])
  })
})

test('a till killed at each step of each document', async () => {
  const cells = STEPS.flatMap((when) => documents.map((document) => ({ what: 'killed', when, document })))
  const found = await Promise.all(
    cells.map(async (cell) => ({ ...cell, ...(await runKill(cell.when, cell.document)) })),
  )
  rows.killed.push(...found)
  expect(found.filter((row) => wrongWith(row) !== null)).toEqual([])
})

test('the tables in the documents are what ran', async () => {
  const order = ({ what, when }: { what: string; when: string }) =>
    faults.indexOf(what) * moments.length + moments.indexOf(when as Moment)
  const inOrder = <R extends { what: string; when: string }>(all: R[]) =>
    all.toSorted((one, other) => order(one) - order(other))
  const text = [
    ...[HEAD, RECOVERS, matrixTable('fault', inOrder(rows.asked)), ''],
    ...[STAYS, stayingTable(inOrder(staying.asked)), ''],
    ...[NEVER_ASKED, matrixTable('fault', inOrder(rows.never)), ''],
    ...[NEVER_ASKED_STAYS, stayingTable(inOrder(staying.never)), ''],
    ...['## The till killed\n', matrixTable('till', rows.killed), ''],
  ]
  await expect(text.join('\n')).toMatchFileSnapshot(path.resolve(import.meta.dirname, '../../docs/print-matrix.md'))
})
