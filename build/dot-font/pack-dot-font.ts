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
export const packDotFont = (glyphs: readonly Glyph[]): Uint8Array => {
  const sorted = glyphs.toSorted((one, other) => one.point - other.point)
  const runs = runsOf(sorted)
  const head = new DataView(new ArrayBuffer(DOT_FONT_MAGIC.length + 4 + RUN_BYTES * runs.length))
  DOT_FONT_MAGIC.forEach((byte, index) => {
    head.setUint8(index, byte)
  })
  head.setUint32(DOT_FONT_MAGIC.length, runs.length)
  runs.forEach(({ first, cell, count }, index) => {
    const at = DOT_FONT_MAGIC.length + 4 + RUN_BYTES * index
    head.setUint32(at, first)
    head.setUint16(at + 4, count)
    head.setUint8(at + 6, cell)
  })
  return new Uint8Array(Buffer.concat([new Uint8Array(head.buffer), ...sorted.map(({ rows }) => rows)]))
}
