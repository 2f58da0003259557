import { dither } from '../../../../shared/escpos/dither.ts'
import type { DotImage } from '../../../../shared/escpos/dot-image.ts'
import { LOGO_MOST_DOTS } from '../../../../shared/receipt/slip-template.ts'

const WHITE = 255

/** Grey as the eye sees it (ITU-R BT.601), over white where the picture is see-through. */
const greyOf = (pixels: Uint8ClampedArray): Uint8Array =>
  Uint8Array.from({ length: pixels.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(4 * index, 4 * index + 4)
    const grey = (299 * red + 587 * green + 114 * blue) / 1_000
    return Math.round(WHITE + ((grey - WHITE) * alpha) / WHITE)
  })

/** A picture from a file in a printer's dots, made smaller where it is too large; null where the file is no picture. */
export const logoFromFile = async (file: Blob): Promise<DotImage | null> => {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const scale = Math.min(1, LOGO_MOST_DOTS / picture.width, LOGO_MOST_DOTS / picture.height)
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context?.drawImage(picture, 0, 0, width, height)
  const pixels = context?.getImageData(0, 0, width, height).data
  picture.close()
  return pixels === undefined ? null : dither({ width, height, grey: greyOf(pixels) })
}
