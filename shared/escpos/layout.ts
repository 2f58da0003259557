import type { Align, Block, Cell, TextSize } from '../receipt/receipt.ts'
import { toPrintable } from './printable.ts'
import { columnsOf, wrapText } from './width.ts'

/** Characters of one weight within a line. */
export type LineRun = { readonly text: string; readonly bold: boolean }

/** One line as it will stand on paper; its runs hold printable characters only and fit the columns at its size. */
export type LaidLine = { readonly align: Align; readonly size: TextSize; readonly runs: readonly LineRun[] }

type RowBlock = Extract<Block, { kind: 'row' }>
type RuleBlock = Extract<Block, { kind: 'rule' }>
type TextBlock = Extract<Block, { kind: 'text' }>

/** Below this many columns a growing cell gets lines of its own instead of a narrow strip. */
const NARROWEST = 8

/** The size with half the width, where there is one. */
const NARROWER: Record<TextSize, TextSize> = { normal: 'normal', tall: 'tall', wide: 'normal', double: 'tall' }

/** How many columns one half-width character takes at a size. */
export const columnsPerCharacter = (size: TextSize): 1 | 2 => (size === 'wide' || size === 'double' ? 2 : 1)

const pad = (columns: number): string => ' '.repeat(Math.max(0, columns))

/** Lays out a text block; a line feed in it starts a new line. */
export const layoutText = (block: TextBlock, paperColumns: number): LaidLine[] => {
  const { align = 'left', size = 'normal', bold = false } = block
  const columns = Math.trunc(paperColumns / columnsPerCharacter(size))
  return block.text
    .split('\n')
    .flatMap((text) => wrapText(toPrintable(text), columns))
    .map((text) => ({ align, size, runs: text === '' ? [] : [{ text, bold }] }))
}

/** Lays out a rule over the whole width. */
export const layoutRule = (block: RuleBlock, paperColumns: number): LaidLine[] => [
  { align: 'left', size: 'normal', runs: [{ text: (block.char ?? '-').repeat(paperColumns), bold: false }] },
]

type Row = { readonly before: readonly Cell[]; readonly grow: Cell; readonly after: readonly Cell[] }

/** Splits a row at its growing cell; without one, an empty one stands before the first cell that is set to the right. */
const rowOf = (cells: readonly Cell[]): Row => {
  const growing = cells.findIndex((cell) => cell.grow)
  const right = cells.findIndex((cell) => cell.align === 'right')
  const at = growing >= 0 ? growing : right >= 0 ? right : cells.length
  const rest = cells.slice(growing >= 0 ? at + 1 : at)
  return { before: cells.slice(0, at), grow: cells[growing] ?? { text: '' }, after: rest }
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + columnsOf(cell.text) + 1, 0)

/** Side by side: the growing cell wraps in what the others leave, and the others stand on its first line. */
const besideLines = (row: Row, columns: number, bold: boolean): LineRun[][] => {
  const runOf = (cell: Cell, text: string) => ({ text, bold: bold || cell.bold === true })
  const left = widthOf(row.before)
  const room = columns - left - widthOf(row.after)
  return wrapText(row.grow.text, room).map((text, index) => {
    const gap = pad(room - columnsOf(text))
    const grown = runOf(row.grow, row.grow.align === 'right' ? gap + text : text + gap)
    if (index > 0) return [{ text: pad(left), bold: false }, grown]
    const first = row.before.map((cell) => runOf(cell, `${cell.text} `))
    return [...first, grown, ...row.after.map((cell) => runOf(cell, ` ${cell.text}`))]
  })
}

/** One above the other: the text over the full width, then the cells that follow it, set to the right, each in one piece. */
const stackedLines = (row: Row, columns: number, bold: boolean): LineRun[][] => {
  const text = [...row.before, row.grow].map((cell) => cell.text).join(' ')
  const joined = row.after.map((cell) => cell.text).join(' ')
  const after = columnsOf(joined) <= columns ? [joined] : row.after.flatMap((cell) => wrapText(cell.text, columns))
  const lines = wrapText(text, columns).map((line) => [{ text: line, bold: bold || row.grow.bold === true }])
  const boldAfter = bold || row.after.some((cell) => cell.bold)
  return [...lines, ...after.map((line) => [{ text: pad(columns - columnsOf(line)) + line, bold: boldAfter }])]
}

const trimmed = (runs: readonly LineRun[]): readonly LineRun[] => {
  const last = runs.at(-1)
  if (last === undefined || (last.text !== '' && !last.text.endsWith(' '))) return runs
  const text = last.text.trimEnd()
  return text === '' ? trimmed(runs.slice(0, -1)) : [...runs.slice(0, -1), { ...last, text }]
}

const printable = (cell: Cell): Cell => {
  const text = toPrintable(cell.text)
  return text === cell.text ? cell : { ...cell, text }
}

/** Lays out a row. A cell that does not grow is never split; where it would not fit at a wide size, the row prints narrower. */
export const layoutRow = (block: RowBlock, paperColumns: number): LaidLine[] => {
  const { size = 'normal', bold = false } = block
  const row = rowOf(block.cells.map(printable))
  const columns = Math.trunc(paperColumns / columnsPerCharacter(size))
  const widest = Math.max(0, ...row.after.map((cell) => columnsOf(cell.text)))
  if (widest > columns && NARROWER[size] !== size) return layoutRow({ ...block, size: NARROWER[size] }, paperColumns)
  const room = columns - widthOf(row.before) - widthOf(row.after)
  const beside = room >= Math.min(NARROWEST, columnsOf(row.grow.text))
  const lines = beside ? besideLines(row, columns, bold) : stackedLines(row, columns, bold)
  return lines.map((runs) => ({ align: 'left', size, runs: trimmed(runs) }))
}
