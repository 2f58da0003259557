import type { Cell, StayingCell } from './print-matrix-cell.ts'

/** One cell with the names of its place in the matrix. */
export type Row = Cell & { readonly what: string; readonly when: string; readonly document: string }

/** What no cell may be: a loss that nobody is told of, or paper that is there twice and does not say so. */
export const wrongWith = ({ state, evidence, end, whole, pieces }: Cell): string | null => {
  if (pieces > 1) return 'an unmarked duplicate'
  if (end === 'lost') return 'a job that is gone'
  if (state === 'printed' && evidence === 'none') return 'called printed, and no printer said so'
  return whole === 0 && end === 'printed' ? 'a silent loss' : null
}

/** One cell of a printer that never comes back, with the names of its place. `examined`: it was known to answer. */
export type StayingRow = StayingCell & Pick<Row, 'what' | 'when' | 'document'> & { readonly examined: boolean }

/**
 * What may not be where the printer never comes back: what no cell may be, a job that hangs and does not say why, and a
 * document that is not on paper while the strip asks nobody to look. A drawer stands before the person who waits for it.
 */
export const wrongWithStaying = (row: StayingRow): string | null => {
  const { state, end, shown, document, whole, strip, examined } = row
  if (wrongWith(row) !== null) return wrongWith(row)
  if (state === 'sending' || end === 'sending') return 'a job that hangs'
  if (document === 'drawer') return state === 'queued' ? 'a drawer that may open later' : null
  if (state === 'queued' && shown.startsWith('printer: ')) return 'a job that waits and does not say why'
  if (whole > 0) return null
  const isSaid = examined ? strip.proof === 'act' : strip.proof !== 'proven'
  return isSaid ? null : 'a loss that nobody is told of'
}

const onPaper = ({ whole, pieces }: Cell): string => {
  if (pieces === 0) return 'none'
  return whole === pieces ? `${whole}` : `${pieces - whole} torn`
}

const standing = ({ state, evidence }: Cell): string => (evidence === 'none' ? state : `${state} (${evidence})`)

const resultOf = (row: Row): string =>
  [standing(row), row.shown, row.end === row.state ? '' : row.end, onPaper(row)].join(' | ')

const MARKS = { act: '▲ ', waiting: '○ ', proven: '● ' } as const
const stayingResultOf = (row: StayingRow): string =>
  [standing(row), row.shown, MARKS[row.strip.proof] + row.strip.words, onPaper(row)].join(' | ')

type Place = Pick<Row, 'what' | 'when' | 'document'>
type Line = { readonly what: string; readonly when: string; readonly documents: string; readonly result: string }

const linesOf = <R extends Place>(rows: readonly R[], result: (row: R) => string): Line[] => {
  const groups = Map.groupBy(rows, (row) => `${row.what} | ${row.when} | ${result(row)}`)
  return [...groups.values()].flatMap(([row, ...others]) => {
    if (row === undefined) return []
    const documents = [row, ...others].map(({ document }) => document).join(', ')
    return [{ what: row.what, when: row.when, documents, result: result(row) }]
  })
}

/** Documents, and then moments, that led to the same share a line. */
const tableOf = <R extends Place>(heads: readonly string[], rows: readonly R[], result: (row: R) => string): string => {
  const groups = Map.groupBy(linesOf(rows, result), (line) => `${line.what} | ${line.documents} | ${line.result}`)
  const lines = [...groups.values()].flatMap(([line, ...others]) => {
    if (line === undefined) return []
    const whens = [line, ...others].map(({ when }) => when).join(', ')
    return [`| ${line.what} | ${whens} | ${line.documents} | ${line.result} |`]
  })
  return [`| ${heads.join(' | ')} |`, '|---'.repeat(heads.length).concat('|'), ...lines].join('\n')
}

/** The rows as a Markdown table. */
export const matrixTable = (first: string, rows: readonly Row[]): string =>
  tableOf([first, 'when', 'document', 'state (evidence)', 'shown', 'at the end', 'on paper'], rows, resultOf)

/** The rows of a printer that never comes back as a Markdown table. */
export const stayingTable = (rows: readonly StayingRow[]): string =>
  tableOf(['fault', 'when', 'document', 'state (evidence)', 'shown', 'the strip', 'on paper'], rows, stayingResultOf)
