import { blacken, blankImage, type DotImage } from './dot-image.ts'

/** A grey picture: one byte for each dot, row by row from the top, 0 for black and 255 for white. */
export type GreyImage = { readonly width: number; readonly height: number; readonly grey: Uint8Array }

const WHITE = 255
const MIDDLE = 128

/**
 * A grey picture in dots, by Floyd and Steinberg (1976): what a dot is too dark or too light by is passed on to its
 * neighbours, so that every area keeps its mean grey. Grey that is missing counts as white.
 */
export const dither = ({ width, height, grey }: GreyImage): DotImage => {
  const image = blankImage(width, height)
  // Sixteenths of a grey, with one place more on each side, so that the edges need no question.
  let errors = new Int32Array(width + 2)
  let next = new Int32Array(width + 2)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = (grey[y * width + x] ?? WHITE) + ((errors[x + 1] ?? 0) >> 4)
      const isDark = value < MIDDLE
      if (isDark) blacken(image, x, y)
      const error = isDark ? value : value - WHITE
      errors[x + 2] = (errors[x + 2] ?? 0) + 7 * error
      next[x] = (next[x] ?? 0) + 3 * error
      next[x + 1] = (next[x + 1] ?? 0) + 5 * error
      next[x + 2] = (next[x + 2] ?? 0) + error
    }
    const done = errors.fill(0)
    errors = next
    next = done
  }
  return image
}
