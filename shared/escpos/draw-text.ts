import type { TextSize } from '../receipt/receipt.ts'
import type { DotFont } from './dot-font.ts'
import { blacken, blankImage, type DotImage, isBlack } from './dot-image.ts'
import { columnsOf } from './width.ts'

/** A run of characters of one look; `inverse` is white on black. */
export type DotRun = {
  readonly text: string
  readonly size: TextSize
  readonly bold: boolean
  readonly underline?: boolean
  readonly inverse?: boolean
}

/** Dots of a half-width column, and of a character's height, at normal size. */
export const COLUMN_DOTS = 12
export const CHARACTER_DOTS = 24

/** How many times a size is as wide and as high as the normal one. */
export const scaleOf = (size: TextSize): { readonly x: 1 | 2; readonly y: 1 | 2 } => ({
  x: size === 'wide' || size === 'double' ? 2 : 1,
  y: size === 'tall' || size === 'double' ? 2 : 1,
})

/** How wide and high a run of text is in dots. */
export const sizeOf = ({
  text,
  size,
}: Pick<DotRun, 'text' | 'size'>): { readonly width: number; readonly height: number } => {
  const scale = scaleOf(size)
  return { width: columnsOf(text) * COLUMN_DOTS * scale.x, height: CHARACTER_DOTS * scale.y }
}

/** Draws a picture into another, each of its dots as a box of so many. Only black is drawn. */
export const drawScaled = (
  into: DotImage,
  picture: DotImage,
  at: { readonly left: number; readonly top: number },
  scale: { readonly x: number; readonly y: number },
): void => {
  for (let y = 0; y < picture.height * scale.y; y++) {
    for (let x = 0; x < picture.width * scale.x; x++) {
      if (isBlack(picture, Math.trunc(x / scale.x), Math.trunc(y / scale.y))) blacken(into, at.left + x, at.top + y)
    }
  }
}

const ONCE = { x: 1, y: 1 } as const

const drawCharacters = (into: DotImage, { text, bold }: DotRun, font: DotFont): void => {
  let left = 0
  let next = 0
  for (const character of text) {
    const columns = columnsOf(character)
    // An accent takes no column: it stands on the character before it.
    if (columns > 0) left = next
    next = left + Math.max(next - left, columns * COLUMN_DOTS)
    const glyph = font.glyph(character.codePointAt(0) ?? 0)
    drawScaled(into, glyph, { left, top: 0 }, ONCE)
    // Printers strike what is bold twice, one dot apart.
    if (bold) drawScaled(into, glyph, { left: left + 1, top: 0 }, ONCE)
  }
}

const invert = ({ width, height, rows }: DotImage): DotImage => {
  const inverse = blankImage(width, height)
  const image = { width, height, rows }
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (!isBlack(image, x, y)) blacken(inverse, x, y)
  return inverse
}

/** Draws a run of text with its upper left corner there. */
export const drawText = (
  into: DotImage,
  run: DotRun,
  at: { readonly left: number; readonly top: number },
  font: DotFont,
): void => {
  const image = blankImage(columnsOf(run.text) * COLUMN_DOTS, CHARACTER_DOTS)
  drawCharacters(image, run, font)
  if (run.underline) for (let x = 0; x < image.width; x++) blacken(image, x, CHARACTER_DOTS - 1)
  drawScaled(into, run.inverse ? invert(image) : image, at, scaleOf(run.size))
}
