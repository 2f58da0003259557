import type { Cell } from './print-matrix-cell.ts'

/** One cell with the names of its place in the matrix. */
export type Row = Cell & { readonly what: string; readonly when: string; readonly document: string }

/** What no cell may be: a loss that nobody is told of, or paper that is there twice and does not say so. */
export const wrongWith = ({ state, evidence, end, whole, pieces }: Cell): string | null => {
  if (pieces > 1) return 'an unmarked duplicate'
  if (end === 'lost') return 'a job that is gone'
  if (state === 'printed' && evidence === 'none') return 'called printed, and no printer said so'
  return whole === 0 && end === 'printed' ? 'a silent loss' : null
}

const onPaper = ({ whole, pieces }: Cell): string => {
  if (pieces === 0) return 'none'
  return whole === pieces ? `${whole}` : `${pieces - whole} torn`
}

const standing = ({ state, evidence }: Cell): string => (evidence === 'none' ? state : `${state} (${evidence})`)

const resultOf = (row: Row): string =>
  [standing(row), row.shown, row.end === row.state ? '' : row.end, onPaper(row)].join(' | ')

type Line = { readonly what: string; readonly when: string; readonly documents: string; readonly result: string }

const linesOf = (rows: readonly Row[]): Line[] => {
  const groups = Map.groupBy(rows, (row) => `${row.what} | ${row.when} | ${resultOf(row)}`)
  return [...groups.values()].flatMap(([row, ...others]) => {
    if (row === undefined) return []
    const documents = [row, ...others].map(({ document }) => document).join(', ')
    return [{ what: row.what, when: row.when, documents, result: resultOf(row) }]
  })
}

/** The rows as a Markdown table: documents, and then moments, that led to the same share a line. */
export const matrixTable = (first: string, rows: readonly Row[]): string => {
  const groups = Map.groupBy(linesOf(rows), ({ what, documents, result }) => `${what} | ${documents} | ${result}`)
  const lines = [...groups.values()].flatMap(([line, ...others]) => {
    if (line === undefined) return []
    const whens = [line, ...others].map(({ when }) => when).join(', ')
    return [`| ${line.what} | ${whens} | ${line.documents} | ${line.result} |`]
  })
  return [
    `| ${first} | when | document | state (evidence) | shown | at the end | on paper |`,
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}
