import { type DotImage, isBlack, rowBytes } from './dot-image.ts'
import type { PrinterProfile } from './profile.ts'

const FS = 0x1c
const GS = 0x1d

/** GS ( L names a picture by two characters. */
const keyOf = (number: number): [number, number] => [0x40 + (number >> 4), 0x40 + (number & 15)]

/** Prints the picture that a printer keeps under a number; null where it keeps none, and outside 1 to 255. */
export const printStored = (number: number, { stores }: PrinterProfile): number[] | null => {
  if (number < 1 || number > 255) return null
  if (stores === 'gs_paren_l') return [GS, 0x28, 0x4c, 0x06, 0x00, 0x30, 0x45, ...keyOf(number), 0x01, 0x01]
  // FS p prints from the left edge whatever the alignment says on some printers: a logo is drawn as wide as the paper.
  if (stores === 'fs_p') return [FS, 0x70, number, 0x00]
  return null
}

const graphics = (image: DotImage, number: number): Uint8Array => {
  const wide = rowBytes(image.width)
  const bits = image.rows.subarray(0, wide * image.height)
  const head = [0x30, 0x43, 0x30, ...keyOf(number), 0x01, image.width & 0xff, image.width >> 8]
  const parameters = [...head, image.height & 0xff, image.height >> 8, 0x31, ...bits]
  const { length } = parameters
  const [low, high] = [length & 0xff, (length >> 8) & 0xff]
  // GS 8 L is GS ( L with four bytes for a length of more than two.
  const lead = length > 0xffff ? [GS, 0x38, 0x4c, low, high, length >> 16, 0] : [GS, 0x28, 0x4c, low, high]
  return Uint8Array.from([...lead, ...parameters])
}

/** FS q has columns of bytes from the left, eight dots from the top in each, and counts width and height in eights. */
const bitImage = (image: DotImage): Uint8Array => {
  const [across, down] = [rowBytes(image.width), rowBytes(image.height)]
  const bytes = new Uint8Array(7 + across * down * 8)
  bytes.set([FS, 0x71, 1, across & 0xff, across >> 8, down & 0xff, down >> 8])
  for (let x = 0; x < across * 8; x++) {
    for (let y = 0; y < image.height; y++) {
      const at = 7 + x * down + (y >> 3)
      if (isBlack(image, x, y)) bytes[at] = (bytes[at] ?? 0) | (0x80 >> (y & 7))
    }
  }
  return bytes
}

/**
 * Gives a printer a picture to keep under a number, in memory that wears out: to be sent when the logo changes, not with each slip.
 * null where it keeps none. A printer with FS q forgets every other picture, and has number 1 only.
 */
export const encodeStore = (image: DotImage, number: number, { stores }: PrinterProfile): Uint8Array | null => {
  if (stores === 'gs_paren_l') return graphics(image, number)
  return stores === 'fs_p' && number === 1 ? bitImage(image) : null
}
