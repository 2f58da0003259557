import { type DotImage, rowBytes } from './dot-image.ts'

/** A printer with a small buffer takes a picture in bands of so many rows; one follows the other without a gap. */
const BAND_ROWS = 256
const HEAD_BYTES = 8

/** A picture by GS v 0, in bands; no bytes for an empty one. It stands where the alignment (ESC a) puts it. */
export const encodeRaster = ({ width, height, rows }: DotImage): Uint8Array => {
  const wide = rowBytes(width)
  if (wide === 0 || height === 0) return new Uint8Array()
  const bytes = new Uint8Array(Math.ceil(height / BAND_ROWS) * HEAD_BYTES + wide * height)
  let at = 0
  for (let top = 0; top < height; top += BAND_ROWS) {
    const band = Math.min(BAND_ROWS, height - top)
    bytes.set([0x1d, 0x76, 0x30, 0x00, wide & 0xff, wide >> 8, band & 0xff, band >> 8], at)
    bytes.set(rows.subarray(top * wide, (top + band) * wide), at + HEAD_BYTES)
    at += HEAD_BYTES + band * wide
  }
  return bytes
}
