import type { DotImage } from './dot-image.ts'
import { hexBox } from './hex-box.ts'

/** The first bytes of a font's file: 'CFD' and the version of its layout. */
export const DOT_FONT_MAGIC = [0x43, 0x46, 0x44, 1] as const

/** The cells that glyphs come in; a run names one by its index. */
export const CELLS = [
  { width: 12, height: 24 },
  { width: 24, height: 24 },
  { width: 8, height: 16 },
  { width: 16, height: 16 },
] as const

/** A run of neighbouring code points of one cell: the first (4 bytes), how many (2), the cell (1); big-endian. */
export const RUN_BYTES = 7

/** A printer's characters as dots at 203 dpi. */
export type DotFont = {
  /**
   * A character's dots: 12 x 24 for ASCII, 24 x 24 for all else. One that the font lacks is a box with its code point in
   * hex; one that is never to be seen, such as a joiner, is blank.
   */
  readonly glyph: (point: number) => DotImage
  /** Whether the font itself draws the character. */
  readonly has: (point: number) => boolean
}

type Run = { readonly first: number; readonly count: number; readonly cell: number; readonly offset: number }

const bytesOf = (cell: number): number => {
  const { width, height } = CELLS[cell] ?? CELLS[0]
  return Math.ceil(width / 8) * height
}

const readRuns = (bytes: Uint8Array): Run[] => {
  if (DOT_FONT_MAGIC.some((byte, index) => bytes[index] !== byte))
    throw new RangeError('no dot font, or of another version')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = DOT_FONT_MAGIC.length
  const count = view.getUint32(start)
  let offset = start + 4 + RUN_BYTES * count
  return Array.from({ length: count }, (_, index) => {
    const at = start + 4 + RUN_BYTES * index
    const run = { first: view.getUint32(at), count: view.getUint16(at + 4), cell: view.getUint8(at + 6), offset }
    offset += run.count * bytesOf(run.cell)
    return run
  })
}

/** Joiners, variation selectors and directions: they change other characters and are none themselves. */
const isInvisible = (point: number): boolean =>
  point === 0xad ||
  point === 0x61c ||
  (point >= 0x180b && point <= 0x180f) ||
  (point >= 0x200b && point <= 0x200f) ||
  (point >= 0x202a && point <= 0x202e) ||
  (point >= 0x2060 && point <= 0x206f) ||
  (point >= 0xfe00 && point <= 0xfe0f) ||
  point === 0xfeff ||
  (point >= 0xe0000 && point <= 0xe0fff)

const BLANK: DotImage = { width: 24, height: 24, rows: new Uint8Array(72) }

/** A glyph of 16 dots in the middle of a cell of 24, as crisp as it was drawn. */
const inFullCell = (rows: Uint8Array, rowBytes: 1 | 2): DotImage => {
  const into = new Uint8Array(72)
  for (let y = 0; y < 16; y++) {
    const row = rowBytes === 1 ? (rows[y] ?? 0) << 8 : ((rows[2 * y] ?? 0) << 12) | ((rows[2 * y + 1] ?? 0) << 4)
    into.set([row >> 16, (row >> 8) & 0xff, row & 0xff], 3 * (y + 4))
  }
  return { width: 24, height: 24, rows: into }
}

/** Opens a font from its bytes, as build/dot-font makes them (uncompressed). Throws RangeError on any other bytes. */
export const openDotFont = (bytes: Uint8Array): DotFont => {
  const runs = readRuns(bytes)
  const runOf = (point: number): Run | null => {
    let [low, high] = [0, runs.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((runs[middle]?.first ?? 0) <= point) low = middle + 1
      else high = middle
    }
    const run = runs[low - 1]
    return run && point < run.first + run.count ? run : null
  }
  const glyph = (point: number): DotImage => {
    if (isInvisible(point)) return BLANK
    const run = runOf(point)
    if (run === null) return hexBox(point)
    const length = bytesOf(run.cell)
    const from = run.offset + (point - run.first) * length
    const rows = bytes.subarray(from, from + length)
    const { width, height } = CELLS[run.cell] ?? CELLS[0]
    return height === 24 ? { width, height, rows } : inFullCell(rows, width === 8 ? 1 : 2)
  }
  return { glyph, has: (point) => isInvisible(point) || runOf(point) !== null }
}
