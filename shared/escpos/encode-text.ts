import type { Block, Cell } from '../receipt/receipt.ts'
import { type EncodeJob, type Fault, fault } from './encode-job.ts'
import { encodeRaster } from './encode-raster.ts'
import { putPrintable } from './gb18030.ts'
import {
  columnsFor,
  columnsPerCharacter,
  type LaidLine,
  type LineRun,
  layoutRow,
  layoutText,
  PLAIN,
  ruleText,
  styleOf,
} from './layout.ts'
import { isAllPrintable } from './printable.ts'
import type { PrinterProfile } from './profile.ts'
import { putStraightRow, putStraightText } from './straight-line.ts'

const LF = 0x0a
const ESC = 0x1b
/** From one line to the next: a drawn line gets the same feed as a printed one. */
const LINE_DOTS = 30

const textOf = (runs: readonly LineRun[]): string => runs.map((run) => run.text).join('')

const putDrawnLine = ({ pen, profile, rasterLine }: EncodeJob, { align, runs }: LaidLine): Fault | null => {
  if (rasterLine === undefined) return fault('no_rasteriser', textOf(runs))
  const image = rasterLine(runs)
  if (image.width > profile.dots) return fault('image_too_wide', textOf(runs))
  pen.setAlign(align)
  pen.bytes.append(encodeRaster(image))
  if (image.height < LINE_DOTS) pen.bytes.push(ESC, 0x4a, LINE_DOTS - image.height)
  return null
}

const putLine = (job: EncodeJob, line: LaidLine): Fault | null => {
  const { pen } = job
  if (!line.runs.every((run) => isAllPrintable(run.text))) return putDrawnLine(job, line)
  pen.setAlign(line.align)
  for (const run of line.runs) {
    pen.setStyle(run)
    putPrintable(pen.bytes, run.text)
  }
  pen.bytes.push(LF)
  return null
}

const putLines = (job: EncodeJob, lines: readonly LaidLine[]): Fault | null => {
  for (const line of lines) {
    const failed = putLine(job, line)
    if (failed) return failed
  }
  return null
}

const columnsAt = ({ columns }: PrinterProfile, { size }: { readonly size: LineRun['size'] }): number =>
  Math.trunc(columns / columnsPerCharacter(size))

/** Puts a text block; null, or why it cannot be printed. */
export const putText = (job: EncodeJob, block: Extract<Block, { kind: 'text' }>): Fault | null => {
  const { pen, profile } = job
  const style = styleOf(block)
  pen.setAlign(block.align ?? 'left')
  pen.setStyle(style)
  if (!putStraightText(pen.bytes, block.text, columnsFor(block.text, style.size, profile.columns))) {
    return putLines(job, layoutText(block, profile.columns))
  }
  pen.bytes.push(LF)
  return null
}

const isBold = (cell: Cell): boolean => cell.bold === true

/** Puts a row; null, or why it cannot be printed. */
export const putRow = (job: EncodeJob, block: Extract<Block, { kind: 'row' }>): Fault | null => {
  const { pen, profile } = job
  const style = styleOf(block)
  pen.setAlign('left')
  pen.setStyle(style)
  const isOfOneStyle = style.bold || !block.cells.some(isBold)
  if (!isOfOneStyle || !putStraightRow(pen.bytes, block.cells, columnsAt(profile, style))) {
    return putLines(job, layoutRow(block, profile.columns))
  }
  pen.bytes.push(LF)
  return null
}

/** Puts a rule over the whole width. */
export const putRule = ({ pen, profile }: EncodeJob, block: Extract<Block, { kind: 'rule' }>): null => {
  pen.setAlign('left')
  pen.setStyle(PLAIN)
  putPrintable(pen.bytes, ruleText(block, profile.columns))
  pen.bytes.push(LF)
  return null
}
