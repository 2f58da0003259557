import { type DotImage, rowBytes } from './dot-image.ts'

/** Compresses to the zlib format (RFC 1950). */
export type Deflate = (bytes: Uint8Array) => Uint8Array

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}

const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...data])
  return Uint8Array.from([...word(data.length), ...body, ...word(crc32(body))])
}

/** The picture's rows as PNG has them: a filter byte (none) before each, and 1 for white. */
const scanlines = ({ width, height, rows }: DotImage): Uint8Array => {
  const wide = rowBytes(width)
  const lines = new Uint8Array((wide + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let at = 0; at < wide; at++) lines[y * (wide + 1) + 1 + at] = ~(rows[y * wide + at] ?? 0) & 0xff
  }
  return lines
}

/** A picture as a PNG file (ISO/IEC 15948) with one bit a dot, which says how large the dots are. */
export const encodePng = (image: DotImage, dotsPerMm: number, deflate: Deflate): Uint8Array => {
  const perMetre = word(Math.round(1_000 * dotsPerMm))
  const header = [...word(image.width), ...word(image.height), 1, 0, 0, 0, 0]
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', Uint8Array.from(header)),
    chunk('pHYs', Uint8Array.from([...perMetre, ...perMetre, 1])),
    chunk('IDAT', deflate(scanlines(image))),
    chunk('IEND', new Uint8Array()),
  ]
  const png = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => {
    png.set(part, at)
    return at + part.length
  }, 0)
  return png
}
