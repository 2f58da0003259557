import { CELLS, DOT_FONT_MAGIC, RUN_BYTES } from '../../shared/escpos/dot-font.ts'

/** A code point's dots; the rows are padded to whole bytes. */
export type Glyph = {
  readonly point: number
  readonly width: number
  readonly height: number
  readonly rows: Uint8Array
}

const cellOf = ({ width, height }: Glyph): number => {
  const cell = CELLS.findIndex((one) => one.width === width && one.height === height)
  if (cell < 0) throw new RangeError(`no cell of ${width} x ${height} dots`)
  return cell
}

type Run = { readonly first: number; readonly cell: number; count: number }

const runsOf = (glyphs: readonly Glyph[]): Run[] => {
  const runs: Run[] = []
  for (const glyph of glyphs) {
    const cell = cellOf(glyph)
    const last = runs.at(-1)
    if (last && last.cell === cell && last.first + last.count === glyph.point && last.count < 0xffff) last.count += 1
    else runs.push({ first: glyph.point, cell, count: 1 })
  }
  return runs
}

/** The font's bytes as shared/escpos/dot-font.ts reads them: runs of neighbouring code points first, then all rows. */
export const packDotFont = (glyphs: readonly Glyph[]): Uint8Array<ArrayBuffer> => {
  const sorted = glyphs.toSorted((one, other) => one.point - other.point)
  const runs = runsOf(sorted)
  const start = DOT_FONT_MAGIC.length + 4 + RUN_BYTES * runs.length
  const bytes = new Uint8Array(sorted.reduce((sum, { rows }) => sum + rows.length, start))
  const view = new DataView(bytes.buffer)
  bytes.set(DOT_FONT_MAGIC)
  view.setUint32(DOT_FONT_MAGIC.length, runs.length)
  runs.forEach(({ first, cell, count }, index) => {
    const at = DOT_FONT_MAGIC.length + 4 + RUN_BYTES * index
    view.setUint32(at, first)
    view.setUint16(at + 4, count)
    view.setUint8(at + 6, cell)
  })
  sorted.reduce((at, { rows }) => {
    bytes.set(rows, at)
    return at + rows.length
  }, start)
  return bytes
}
