import { columnsPerCharacter } from '../../../shared/escpos/layout.ts'
import type { Paper, PaperPart, PaperRun } from '../../../shared/escpos/paper.ts'
import { columnsOf } from '../../../shared/escpos/width.ts'

type Line = Extract<PaperPart, { kind: 'line' }>

/** Characters of one width and style in their place; `start` counts half-width columns from the paper's left edge. */
export type PlacedText = {
  readonly text: string
  readonly bold: boolean
  readonly start: number
  /** Columns from one character to the next at normal size. */
  readonly step: 1 | 2
  readonly scaleX: 1 | 2
  readonly scaleY: 1 | 2
}

/** A part with the number of the paper's line at which it begins, unique on one slip. */
export type PlacedPart = { readonly top: number; readonly height: number; readonly part: PaperPart }

const widthOf = (run: PaperRun): number => columnsOf(run.text) * columnsPerCharacter(run.size)

const isTall = (run: PaperRun): boolean => run.size === 'tall' || run.size === 'double'

/** How many lines of normal height a part takes. */
const heightOf = (part: PaperPart): number => (part.kind === 'line' && part.runs.some(isTall) ? 2 : 1)

/** A run as stretches of characters of one width: ASCII takes one column, all else two. */
const stretches = (text: string): string[] => text.match(/[\x20-\x7e]+|[^\x20-\x7e]+/gu) ?? []

/** Puts each character of a line where the printer's column grid has it. */
export const placeRuns = (line: Line, columns: number): PlacedText[] => {
  const free = columns - line.runs.reduce((sum, run) => sum + widthOf(run), 0)
  let start = line.align === 'right' ? free : line.align === 'center' ? Math.floor(free / 2) : 0
  return line.runs.flatMap((run) => {
    const scaleX = columnsPerCharacter(run.size)
    return stretches(run.text).map((text): PlacedText => {
      const step = columnsOf(text[0] ?? '') === 2 ? 2 : 1
      const placed: PlacedText = { text, bold: run.bold, start, step, scaleX, scaleY: isTall(run) ? 2 : 1 }
      start += columnsOf(text) * scaleX
      return placed
    })
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
