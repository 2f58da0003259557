import encodeQR from 'qr'
import { blacken, blankImage, type DotImage } from './dot-image.ts'
import type { QrLevel } from './paper.ts'

/** What a QR code of version 40 holds at most, in UTF-8 bytes, and what its library calls the level. ISO/IEC 18004, table 7. */
const LEVELS = {
  L: { most: 2_953, ecc: 'low' },
  M: { most: 2_331, ecc: 'medium' },
  Q: { most: 1_663, ecc: 'quartile' },
  H: { most: 1_273, ecc: 'high' },
} as const

/** The QR code of a text, one dot for each module and no quiet zone; null where it is empty or too long for any. */
export const qrModules = (text: string, level: QrLevel): DotImage | null => {
  const { most, ecc } = LEVELS[level]
  if (text === '' || new TextEncoder().encode(text).length > most) return null
  const framed = encodeQR(text, 'raw', { ecc, border: 1 })
  const size = framed.length - 2
  const image = blankImage(size, size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (framed[y + 1]?.[x + 1]) blacken(image, x, y)
  }
  return image
}
