/**
 * A picture in a printer's dots, without grey. `rows` holds ceil(width / 8) bytes for each row from the top, the leftmost dot
 * in the highest bit, 1 for black; the bits beyond the width are 0.
 */
export type DotImage = { readonly width: number; readonly height: number; readonly rows: Uint8Array }

/** How many bytes one row of so many dots takes. */
export const rowBytes = (width: number): number => (width + 7) >> 3

/** A white picture; its rows may be written. */
export const blankImage = (width: number, height: number): DotImage => ({
  width,
  height,
  rows: new Uint8Array(rowBytes(width) * height),
})

/** Whether a dot is black; false outside the picture. */
export const isBlack = ({ width, height, rows }: DotImage, x: number, y: number): boolean => {
  if (x < 0 || x >= width || y < 0 || y >= height) return false
  return ((rows[y * rowBytes(width) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
}

/** Makes one dot of the picture black; it does nothing outside the picture. */
export const blacken = ({ width, height, rows }: DotImage, x: number, y: number): void => {
  if (x < 0 || x >= width || y < 0 || y >= height) return
  const at = y * rowBytes(width) + (x >> 3)
  rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
}

/** The picture with each dot as a square of so many dots. */
export const enlarged = (image: DotImage, factor: number): DotImage => {
  const large = blankImage(image.width * factor, image.height * factor)
  const wide = rowBytes(large.width)
  for (let y = 0; y < image.height; y++) {
    const top = y * factor
    for (let x = 0; x < large.width; x++) if (isBlack(image, Math.trunc(x / factor), y)) blacken(large, x, top)
    for (let row = 1; row < factor; row++) large.rows.copyWithin((top + row) * wide, top * wide, (top + 1) * wide)
  }
  return large
}
