import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dither } from './dither.ts'
import { type DotImage, isBlack } from './dot-image.ts'

const even = (width: number, height: number, value: number) => ({
  width,
  height,
  grey: new Uint8Array(width * height).fill(value),
})
const blackDots = (image: DotImage): number =>
  Array.from({ length: image.height }, (_, y) => y)
    .flatMap((y) => Array.from({ length: image.width }, (_, x) => isBlack(image, x, y)))
    .filter(Boolean).length

test('black stays black and white stays white', () => {
  expect(dither(even(9, 2, 0)).rows).toEqual(Uint8Array.of(0xff, 0x80, 0xff, 0x80))
  expect(dither(even(9, 2, 255)).rows).toEqual(new Uint8Array(4))
})

test('a middle grey becomes a checkerboard', () => {
  expect(dither(even(8, 2, 127)).rows).toEqual(Uint8Array.of(0b10101010, 0b01010101))
})

test('an even grey keeps its share of black dots', () => {
  fc.assert(
    fc.property(fc.nat({ max: 255 }), (value) => {
      const share = blackDots(dither(even(64, 64, value))) / 4_096
      expect(Math.abs(share - (255 - value) / 255)).toBeLessThan(0.02)
    }),
  )
})

test('a picture of any size gives rows of that size, with nothing beyond the width; missing grey is white', () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 20 }), fc.uint8Array({ maxLength: 800 }), (width, height, grey) => {
      const { rows } = dither({ width, height, grey })
      const wide = Math.ceil(width / 8)
      expect(rows.length).toBe(wide * height)
      const beyond = 0xff >> (((width + 7) % 8) + 1)
      for (let y = 0; y < height && wide > 0; y++) expect((rows[y * wide + wide - 1] ?? 0) & beyond).toBe(0)
    }),
  )
})
