import { readdirSync } from 'node:fs'
import path from 'node:path'
import { coverageOf } from './fill.ts'
import { fitStems } from './fit-stems.ts'
import { type Font, openFont } from './font-file.ts'
import { type Contour, mapPoints } from './outline.ts'

/** A glyph's dots: rows from the top, each of `width / 8` bytes rounded up, the highest bit at the left. */
export type Dots = { readonly width: number; readonly height: number; readonly rows: Uint8Array }

/** Draws some code points; null where the font has no glyph for one that would do. */
export type Source = { readonly points: readonly number[]; readonly draw: (point: number) => Dots | null }

const CELL = 24
const SMALL_CELL = 16

/** A dot is black from this much cover on. */
const THRESHOLD = 0.5

const threshold = (contours: readonly Contour[], width: number, height: number): Dots => {
  const rowBytes = Math.ceil(width / 8)
  const rows = new Uint8Array(rowBytes * height)
  coverageOf(contours, width, height).forEach((row, y) => {
    row.forEach((cover, x) => {
      const at = y * rowBytes + (x >> 3)
      if (cover >= THRESHOLD) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
    })
  })
  return { width, height, rows }
}

/** How far, in ems, a cell reaches below the baseline: where Noto Sans CJK has it, and a dot more for what has tails (g, j, p). */
const DESCENT = 0.12
const ASCII_DESCENT = 0.16

/** Presses what reaches beyond the cell into it, above and below the baseline each for itself: a tail that is cut is no tail. */
const squeeze = (contours: readonly Contour[], descent: number, ascent: number): Contour[] => {
  const ys = contours.flatMap((contour) => contour.map(({ y }) => y))
  const below = Math.min(1, descent / Math.max(descent, -Math.min(...ys)))
  const above = Math.min(1, ascent / Math.max(ascent, Math.max(...ys)))
  return mapPoints(contours, ({ x, y }) => ({ x, y: y * (y < 0 ? below : above) }))
}

/** Noto Sans Mono CJK SC: ASCII in 12 x 24 dots, all else in 24 x 24, each centred, with its strokes on whole dots. */
export const notoSansCjk = (file: string): Source => {
  const sha256 = 'b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a'
  const font = openFont(file, sha256, 'NotoSansMonoCJKsc-Regular')
  const scale = CELL / font.unitsPerEm
  return {
    points: font.points,
    draw: (point) => {
      const { contours, advance } = font.outline(point)
      if (advance > font.unitsPerEm) return null
      const width = point < 0x80 ? CELL / 2 : CELL
      const left = (width - advance * scale) / 2
      const descent = (point < 0x80 ? ASCII_DESCENT : DESCENT) * CELL
      const scaled = mapPoints(contours, ({ x, y }) => ({ x: left + x * scale, y: y * scale }))
      const placed = mapPoints(squeeze(scaled, descent, CELL - descent), ({ x, y }) => ({ x, y: y + descent }))
      return threshold(fitStems(placed, width, CELL), width, CELL)
    },
  }
}

/** Noto Emoji Bold in 24 x 24 dots: the lighter weights are thinner than a dot there. */
export const notoEmoji = (folder: string): Source => {
  const names = readdirSync(folder).filter((name) => name.endsWith('-700-normal.woff2'))
  const fonts = names.toSorted().map((name) => openFont(path.join(folder, name), null))
  const fontOf = new Map<number, Font>(fonts.flatMap((font) => font.points.map((point) => [point, font] as const)))
  return {
    points: [...fontOf.keys()],
    draw: (point) => {
      const font = fontOf.get(point)
      if (!font) return null
      const { contours, advance } = font.outline(point)
      if (contours.length === 0) return null
      // These glyphs are wider than an em, and stand around the middle of their own height.
      const scale = CELL / advance
      const ys = contours.flatMap((contour) => contour.map(({ y }) => y * scale))
      const down = (CELL - Math.min(...ys) - Math.max(...ys)) / 2
      return threshold(
        mapPoints(contours, ({ x, y }) => ({ x: x * scale, y: y * scale + down })),
        CELL,
        CELL,
      )
    },
  }
}

/** GNU Unifont, which is made of dots: 16 x 16 of them, or 8 x 16. */
export const unifont = (file: string, sha256: string): Source => {
  const font = openFont(file, sha256)
  const scale = SMALL_CELL / font.unitsPerEm
  return {
    points: font.points,
    draw: (point) => {
      const { contours, advance } = font.outline(point)
      if (contours.length === 0) return null
      // A mark that goes over another character has no width, and lies to the left of where it stands.
      const left = Math.max(0, ...contours.flatMap((contour) => contour.map(({ x }) => -x * scale)))
      const width = advance === 0 ? 8 : advance * scale
      if (width !== 8 && width !== SMALL_CELL) return null
      const placed = mapPoints(contours, ({ x, y }) => ({ x: x * scale + left, y: y * scale + 2 }))
      return threshold(placed, width, SMALL_CELL)
    },
  }
}
