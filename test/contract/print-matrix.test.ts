import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { FAULT_NAMES } from '../../electron/printing/virtual/printer-fault.ts'
import { DOCUMENTS, type DocumentName, MOMENTS, type Moment, runFault, runKill, STEPS } from './print-matrix-cell.ts'
import { matrixTable, type Row, wrongWith } from './print-matrix-table.ts'

/** Slower than a proof is waited for, and later than anything is. */
const AMOUNTS: Record<string, string> = { slow: 'slow:100', late: 'late:60000' }

const faults = FAULT_NAMES.map((name) => name.replace(':N', ''))
  .filter((name) => name !== 'none')
  .map((name) => AMOUNTS[name] ?? name)
const documents = Object.keys(DOCUMENTS) as DocumentName[]
const moments = Object.keys(MOMENTS) as Moment[]

const HEAD = `# What becomes of a print job

Written by \`test/contract/print-matrix.test.ts\`, which runs each cell over the real spool, real sockets and a virtual printer, and fails
on a silent loss, an unmarked duplicate, or a table that is no longer this one. "Shown" is what the Paper screen says beside the job, or
how the strip says the printer stands where no job is open. After that the printer is mended, the till is started anew and prints something
else; "at the end" is what the job became by then, where that is another thing. "Torn" is paper that ends in the middle.
`

const faultRows: Row[] = []
const killRows: Row[] = []

describe('a fault at each moment of each document', () => {
  test.each(documents)('%s', async (document) => {
    const cells = faults.flatMap((what) => moments.map((when) => ({ what, when, document })))
    const rows = await Promise.all(
      cells.map(async (cell) => ({ ...cell, ...(await runFault(cell.what, cell.when, document)) })),
    )
    faultRows.push(...rows)
    expect(rows.filter((row) => wrongWith(row) !== null)).toEqual([])
  })
})

test('a till killed at each step of each document', async () => {
  const cells = STEPS.flatMap((when) => documents.map((document) => ({ what: 'killed', when, document })))
  const rows = await Promise.all(cells.map(async (cell) => ({ ...cell, ...(await runKill(cell.when, cell.document)) })))
  killRows.push(...rows)
  expect(rows.filter((row) => wrongWith(row) !== null)).toEqual([])
})

test('the table in the documents is what ran', async () => {
  const order = (row: Row) => faults.indexOf(row.what) * moments.length + moments.indexOf(row.when as Moment)
  const table = matrixTable(
    'fault',
    faultRows.toSorted((one, other) => order(one) - order(other)),
  )
  const text = [HEAD, '## Faults of the printer\n', table, '\n## The till killed\n', matrixTable('till', killRows), '']
  await expect(text.join('\n')).toMatchFileSnapshot(path.resolve(import.meta.dirname, '../../docs/print-matrix.md'))
})
