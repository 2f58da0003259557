import type { TextSize } from '../receipt/receipt.ts'
import type { DotFont } from './dot-font.ts'
import { blacken, blankImage, type DotImage, isBlack } from './dot-image.ts'
import { SMALL_HEIGHT, SMALL_WIDTH, smallGlyph } from './small-font.ts'
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

const isSmall = (character: string, size: TextSize): boolean =>
  size === 'small' && smallGlyph(character.codePointAt(0) ?? 0) !== null

const dotsAcross = (text: string, size: TextSize): number => {
  if (size !== 'small') return columnsOf(text) * COLUMN_DOTS
  const small = [...text].filter((character) => isSmall(character, size)).length
  return small * SMALL_WIDTH + (columnsOf(text) - small) * COLUMN_DOTS
}

const dotsDown = (text: string, size: TextSize): number =>
  text !== '' && [...text].every((character) => isSmall(character, size)) ? SMALL_HEIGHT : CHARACTER_DOTS

/** How wide and high a run of text is in dots. */
export const sizeOf = ({
  text,
  size,
}: Pick<DotRun, 'text' | 'size'>): { readonly width: number; readonly height: number } => {
  const scale = scaleOf(size)
  return { width: dotsAcross(text, size) * scale.x, height: dotsDown(text, size) * scale.y }
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

const drawCharacters = (into: DotImage, { text, size, bold }: DotRun, font: DotFont): void => {
  let left = 0
  let next = 0
  for (const character of text) {
    const columns = columnsOf(character)
    // An accent takes no column: it stands on the character before it.
    if (columns > 0) left = next
    next = left + Math.max(next - left, columns > 0 ? dotsAcross(character, size) : 0)
    const small = isSmall(character, size) ? smallGlyph(character.codePointAt(0) ?? 0) : null
    const glyph = small ?? font.glyph(character.codePointAt(0) ?? 0)
    const top = small === null ? 0 : into.height - SMALL_HEIGHT
    drawScaled(into, glyph, { left, top }, ONCE)
    // Printers strike what is bold twice, one dot apart.
    if (bold) drawScaled(into, glyph, { left: left + 1, top }, ONCE)
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
  const image = blankImage(dotsAcross(run.text, run.size), dotsDown(run.text, run.size))
  drawCharacters(image, run, font)
  if (run.underline) for (let x = 0; x < image.width; x++) blacken(image, x, image.height - 1)
  drawScaled(into, run.inverse ? invert(image) : image, at, scaleOf(run.size))
}
