import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePaper } from './decode.ts'
import { blacken, blankImage, rowBytes } from './dot-image.ts'
import { encodeRaster } from './encode-raster.ts'
import { GENERIC_80 } from './profile.ts'

test('a picture is GS v 0 with its width in bytes and its height in dots', () => {
  const image = blankImage(9, 2)
  blacken(image, 0, 0)
  blacken(image, 8, 1)
  expect(Buffer.from(encodeRaster(image)).toString('hex')).toBe('1d763000020002008000' + '0080')
})

test('an empty picture is no command at all', () => {
  expect(encodeRaster(blankImage(0, 5))).toEqual(new Uint8Array())
  expect(encodeRaster(blankImage(5, 0))).toEqual(new Uint8Array())
})

test('a picture of any size is printed row for row, in bands', () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 700 }))
  fc.assert(
    fc.property(size, fc.uint8Array({ minLength: 1, maxLength: 50 }), ([width, height], pattern) => {
      const rows = Uint8Array.from({ length: rowBytes(width) * height }, (_, at) => pattern[at % pattern.length] ?? 0)
      const { parts } = decodePaper(encodeRaster({ width, height, rows }), GENERIC_80)
      const bands = parts.flatMap((part) => (part.kind === 'raster' ? [part.image.rows] : []))
      expect(bands.length).toBe(parts.length)
      expect(Buffer.concat(bands).equals(rows)).toBe(true)
    }),
    { numRuns: 50 },
  )
})
