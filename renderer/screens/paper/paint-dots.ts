import type { DotImage } from '../../../shared/escpos/dot-image.ts'

/** Thermal paper is white and its print is nearly black, in the dark look, too. */
const INK = [0x1b, 0x1f, 0x24] as const

/** A picture's dots as a canvas takes them: four bytes each, ink or nothing at all. */
export const dotPixels = ({ width, height, rows }: DotImage): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(width * height * 4)
  const wide = (width + 7) >> 3
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (((rows[y * wide + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) {
        pixels.set([...INK, 255], (y * width + x) * 4)
      }
    }
  }
  return pixels
}

/**
 * How wide a dot is in the page's pixels: as many whole pixels of the display as come nearest to one of the page's, so that
 * every dot is as large as the next.
 */
export const dotWidth = (devicePixelRatio: number): number =>
  Math.max(1, Math.round(devicePixelRatio)) / devicePixelRatio
