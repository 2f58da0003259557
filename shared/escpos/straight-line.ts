import type { Cell } from '../receipt/receipt.ts'
import type { ByteRun } from './byte-run.ts'
import { putPrintable } from './gb18030.ts'
import { growthOf } from './layout.ts'

const SPACE = 0x20

/*
 * Nearly every line of a receipt fits, and is all printable. It is then written straight to bytes, without being laid out
 * first: a printable character takes as many bytes as columns, so what was written says how wide it is.
 */

/** Puts a text that fits on one line; false, with nothing put, where it does not, or needs to be drawn. */
export const putStraightText = (run: ByteRun, text: string, columns: number): boolean => {
  const start = run.length
  const put = putPrintable(run, text)
  if (put >= 0 && put <= columns) {
    trimEnd(run, start)
    return true
  }
  run.length = start
  return false
}

const trimEnd = (run: ByteRun, start: number): void => {
  while (run.length > start && run.bytes[run.length - 1] === SPACE) run.length--
}

/** Moves what was put from `at` on to the right. */
const widen = (run: ByteRun, at: number, gap: number): void => {
  const bytes = run.reserve(gap)
  bytes.copyWithin(at + gap, at, run.length)
  bytes.fill(SPACE, at, at + gap)
  run.length += gap
}

/** Puts cells with a space between them and says where the gap goes; -1 where a character has to be drawn. */
const putCells = (run: ByteRun, cells: readonly Cell[]): number => {
  const { at, grows } = growthOf(cells)
  let gapAt = run.length
  for (let index = 0; index < cells.length; index++) {
    const { text = '', align = 'left' } = cells[index] ?? {}
    if (index > 0) run.push(SPACE)
    const textAt = run.length
    if (index === at) gapAt = textAt
    // Where no cell grows, an empty one does, with a space of its own.
    if (index === at && !grows) run.push(SPACE)
    if (putPrintable(run, text) < 0) return -1
    if (index !== at || !grows) continue
    trimEnd(run, textAt)
    if (align === 'left') gapAt = run.length
  }
  return gapAt
}

/** Puts a row of one style that fits on one line; false, with nothing put, where it does not, or needs to be drawn. */
export const putStraightRow = (run: ByteRun, cells: readonly Cell[], columns: number): boolean => {
  const start = run.length
  const gapAt = putCells(run, cells)
  const gap = columns - (run.length - start)
  if (gapAt < 0 || gap < 0) {
    run.length = start
    return false
  }
  if (gapAt < run.length) widen(run, gapAt, gap)
  trimEnd(run, start)
  return true
}
