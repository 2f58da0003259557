import type { Block, Second, TextSize } from '../receipt/receipt.ts'
import { COLUMN_DOTS } from './draw-text.ts'
import { layoutRow, layoutText } from './layout.ts'
import { SMALL_WIDTH } from './small-font.ts'
import { columnsOf } from './width.ts'

type TextBlock = Extract<Block, { kind: 'text' }>
type RowBlock = Extract<Block, { kind: 'row' }>

const SMALLER: Record<TextSize, TextSize> = {
  small: 'small',
  normal: 'small',
  tall: 'normal',
  wide: 'normal',
  double: 'normal',
}

const INDENT = /^ */

/** Spaces of the second font are narrower: as many as begin where the line above does. */
const indented = (text: string, size: TextSize): string => {
  if (size !== 'small') return text
  const columns = INDENT.exec(text)?.[0].length ?? 0
  return ' '.repeat(Math.round((columns * COLUMN_DOTS) / SMALL_WIDTH)) + text.slice(columns)
}

/** A text in two languages as the blocks that print it: one where the second takes no more lines, else one for each. */
export const textInTwo = ({ second, ...block }: TextBlock, columns: number): TextBlock[] => {
  if (second === undefined) return [block]
  const { together, below } = second
  const asOne = together === undefined ? null : { ...block, text: together }
  if (asOne !== null && layoutText(asOne, columns).length <= layoutText(block, columns).length) return [asOne]
  const size = SMALLER[block.size ?? 'normal']
  return [block, { ...block, size, text: indented(below, size) }]
}

const saying = (row: RowBlock, text: string | null): RowBlock => ({
  ...row,
  cells: row.cells.map(({ second, ...cell }) => (second && text !== null ? { ...cell, text } : cell)),
})

/** What stands below a row begins where the cell does that it belongs to. */
const belowRow = ({ cells, size: rowSize = 'normal', bold = false }: RowBlock, { below }: Second): TextBlock => {
  const before = cells.slice(
    0,
    cells.findIndex(({ second }) => second !== undefined),
  )
  const indent = before.reduce((sum, { text }) => sum + columnsOf(text) + 1, 0)
  const size = SMALLER[rowSize]
  return { kind: 'text', text: indented(' '.repeat(indent) + below, size), size, bold }
}

/** A row in two languages as the blocks that print it; its other cells stand on its first line. */
export const rowInTwo = (row: RowBlock, columns: number): readonly Block[] => {
  const second = row.cells.find((cell) => cell.second !== undefined)?.second
  if (second === undefined) return [row]
  const asOne = second.together === undefined ? null : saying(row, second.together)
  const plain = saying(row, null)
  if (asOne !== null && layoutRow(asOne, columns).length <= layoutRow(plain, columns).length) return [asOne]
  return [plain, belowRow(row, second)]
}
