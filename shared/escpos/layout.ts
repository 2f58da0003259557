import type { Align, Block, Cell, TextSize } from '../receipt/receipt.ts'
import type { DotImage } from './dot-image.ts'
import type { TextStyle } from './paper.ts'
import { toPrintable } from './printable.ts'
import { columnsOf, trimSpaces, wrapText } from './width.ts'

/** Characters of one style within a line. */
export type LineRun = TextStyle & { readonly text: string }

/** One line as it will stand on paper: its runs are of one size and fit the columns at it. */
export type LaidLine = { readonly align: Align; readonly runs: readonly LineRun[] }

/**
 * Draws the runs of one line for a printer that has no glyph for one of their characters: each character in its columns
 * (columnsOf) of 12 dots times the size's width, 24 dots times the size's height, so that it looks like the lines around it.
 */
export type RasterLine = (runs: readonly LineRun[]) => DotImage

type RowBlock = Extract<Block, { kind: 'row' }>
type RuleBlock = Extract<Block, { kind: 'rule' }>
type TextBlock = Extract<Block, { kind: 'text' }>

/** Below this many columns a growing cell gets lines of its own instead of a narrow strip. */
const NARROWEST = 8

/** The size with half the width, where there is one. */
const NARROWER: Record<TextSize, TextSize> = {
  small: 'small',
  normal: 'normal',
  tall: 'tall',
  wide: 'normal',
  double: 'tall',
}

/** How many columns one half-width character takes at a size. */
export const columnsPerCharacter = (size: TextSize): 1 | 2 => (size === 'wide' || size === 'double' ? 2 : 1)

const ASCII_ONLY = /^[\x20-\x7e\n]*$/

/** How many columns a line has for a text: the second font has four for three, but only for what it has itself. */
export const columnsFor = (text: string, size: TextSize, paperColumns: number): number =>
  size === 'small' && ASCII_ONLY.test(text)
    ? Math.trunc((paperColumns * 4) / 3)
    : Math.trunc(paperColumns / columnsPerCharacter(size))

/** How text looks where nothing is said. */
export const PLAIN: TextStyle = { size: 'normal', bold: false, underline: false, inverse: false }

/** The style that a block asks for. */
export const styleOf = ({ size = 'normal', bold = false, underline = false, inverse = false }: Partial<TextStyle>) =>
  size === 'normal' && !bold && !underline && !inverse ? PLAIN : { size, bold, underline, inverse }

const pad = (columns: number): string => ' '.repeat(Math.max(0, columns))

/** Lays out a text block; a line feed in it starts a new line. */
export const layoutText = (block: TextBlock, paperColumns: number): LaidLine[] => {
  const style = styleOf(block)
  const columns = columnsFor(block.text, style.size, paperColumns)
  return block.text
    .split('\n')
    .flatMap((text) => wrapText(toPrintable(text), columns))
    .map((text) => ({ align: block.align ?? 'left', runs: text === '' ? [] : [{ ...style, text }] }))
}

/** The text of a rule over the whole width. */
export const ruleText = ({ char = '-' }: RuleBlock, columns: number): string =>
  char.repeat(Math.trunc(columns / columnsOf(char)))

type Row = { readonly before: readonly Cell[]; readonly grow: Cell; readonly after: readonly Cell[] }

/**
 * Where a row's free columns go: to the cell that grows, else to an empty one before the first that is set to the right, else
 * to the last. `grows`: the cell at that place takes them itself. -1 for no cells.
 */
export const growthOf = (cells: readonly Cell[]): { readonly at: number; readonly grows: boolean } => {
  let right = -1
  for (let at = 0; at < cells.length; at++) {
    if (cells[at]?.grow) return { at, grows: true }
    if (right < 0 && cells[at]?.align === 'right') right = at
  }
  return right < 0 ? { at: cells.length - 1, grows: true } : { at: right, grows: false }
}

const rowOf = (cells: readonly Cell[]): Row => {
  const { at, grows } = growthOf(cells)
  const { text = '', ...look } = (grows && cells[at]) || {}
  const after = cells.slice(grows ? at + 1 : at)
  return { before: cells.slice(0, Math.max(0, at)), grow: { ...look, text: trimSpaces(text) }, after }
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + columnsOf(cell.text) + 1, 0)

/** Side by side: the growing cell wraps in what the others leave, and the others stand on its first line. */
const besideLines = (row: Row, columns: number, style: TextStyle): LineRun[][] => {
  const runOf = (cell: Cell, text: string) => ({ ...style, bold: style.bold || cell.bold === true, text })
  const left = widthOf(row.before)
  const room = columns - left - widthOf(row.after)
  return wrapText(row.grow.text, room).map((text, index) => {
    const gap = pad(room - columnsOf(text))
    const grown = runOf(row.grow, row.grow.align === 'right' ? gap + text : text + gap)
    if (index > 0) return [{ ...style, text: pad(left) }, grown]
    const first = row.before.map((cell) => runOf(cell, `${cell.text} `))
    return [...first, grown, ...row.after.map((cell) => runOf(cell, ` ${cell.text}`))]
  })
}

/** One above the other: the text over the full width, then the cells that follow it, set to the right, each in one piece. */
const stackedLines = (row: Row, columns: number, style: TextStyle): LineRun[][] => {
  const text = [...row.before, row.grow].map((cell) => cell.text).join(' ')
  const joined = row.after.map((cell) => cell.text).join(' ')
  const after = columnsOf(joined) <= columns ? [joined] : row.after.flatMap((cell) => wrapText(cell.text, columns))
  const grown = { ...style, bold: style.bold || row.grow.bold === true }
  const lines = wrapText(text, columns).map((line) => [{ ...grown, text: line }])
  const follows = { ...style, bold: style.bold || row.after.some((cell) => cell.bold) }
  return [...lines, ...after.map((line) => [{ ...follows, text: pad(columns - columnsOf(line)) + line }])]
}

const trimmed = (runs: readonly LineRun[]): readonly LineRun[] => {
  const last = runs.at(-1)
  if (last === undefined || (last.text !== '' && !last.text.endsWith(' '))) return runs
  const text = trimSpaces(last.text)
  return text === '' ? trimmed(runs.slice(0, -1)) : [...runs.slice(0, -1), { ...last, text }]
}

const printable = (cell: Cell): Cell => {
  const text = toPrintable(cell.text)
  return text === cell.text ? cell : { ...cell, text }
}

/** Lays out a row. A cell that does not grow is never split; where it would not fit at a wide size, the row prints narrower. */
export const layoutRow = (block: RowBlock, paperColumns: number): LaidLine[] => {
  const style = styleOf(block)
  const row = rowOf(block.cells.map(printable))
  const columns = Math.trunc(paperColumns / columnsPerCharacter(style.size))
  const widest = Math.max(0, ...row.after.map((cell) => columnsOf(cell.text)))
  const narrower = NARROWER[style.size]
  if (widest > columns && narrower !== style.size) return layoutRow({ ...block, size: narrower }, paperColumns)
  const room = columns - widthOf(row.before) - widthOf(row.after)
  const beside = room >= Math.min(NARROWEST, columnsOf(row.grow.text))
  const lines = beside ? besideLines(row, columns, style) : stackedLines(row, columns, style)
  return lines.map((runs) => ({ align: 'left', runs: trimmed(runs) }))
}
