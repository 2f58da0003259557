import { columnsPerCharacter } from '../../../shared/escpos/layout.ts'
import type { Paper, PaperPart, PaperRun } from '../../../shared/escpos/paper.ts'
import { columnsOf } from '../../../shared/escpos/width.ts'

type Line = Extract<PaperPart, { kind: 'line' }>

/** A run of characters in its place: `start` and `at` in half-width columns from the left edge, scales of the glyphs. */
export type PlacedRun = {
  readonly text: string
  readonly bold: boolean
  readonly start: number
  /** Where each character begins, in columns of its own scale. */
  readonly at: readonly number[]
  readonly scaleX: 1 | 2
  readonly scaleY: 1 | 2
}

/** A part with the number of the paper's line at which it begins, unique on one slip. */
export type PlacedPart = { readonly top: number; readonly height: number; readonly part: PaperPart }

const widthOf = (run: PaperRun): number =>
  Array.from(run.text).reduce((sum, character) => sum + columnsOf(character), 0) * columnsPerCharacter(run.size)

const starts = (text: string): number[] => {
  let column = 0
  return Array.from(text, (character) => {
    const at = column
    column += columnsOf(character)
    return at
  })
}

const isTall = (run: PaperRun): boolean => run.size === 'tall' || run.size === 'double'

/** How many lines of normal height a part takes. */
const heightOf = (part: PaperPart): number => (part.kind === 'line' && part.runs.some(isTall) ? 2 : 1)

/** Puts each run of a line where the printer's column grid has it. */
export const placeRuns = (line: Line, columns: number): PlacedRun[] => {
  const free = columns - line.runs.reduce((sum, run) => sum + widthOf(run), 0)
  let start = line.align === 'right' ? free : line.align === 'center' ? Math.floor(free / 2) : 0
  return line.runs.map((run) => {
    const placed: PlacedRun = {
      text: run.text,
      bold: run.bold,
      start,
      at: starts(run.text),
      scaleX: columnsPerCharacter(run.size) === 2 ? 2 : 1,
      scaleY: isTall(run) ? 2 : 1,
    }
    start += widthOf(run)
    return placed
  })
}

/** Puts the parts of a slip one under the other. */
export const placeParts = (paper: Paper): PlacedPart[] => {
  let top = 0
  return paper.parts.map((part) => {
    const placed = { top, height: heightOf(part), part }
    top += placed.height
    return placed
  })
}
