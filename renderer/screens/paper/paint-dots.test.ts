import { expect, test } from 'vitest'
import { blacken, blankImage } from '../../../shared/escpos/dot-image.ts'
import { dotPixels, dotWidth } from './paint-dots.ts'

test('ink where a dot is black, and nothing elsewhere', () => {
  const image = blankImage(9, 2)
  blacken(image, 8, 0)
  blacken(image, 0, 1)
  const alpha = dotPixels(image).filter((_, at) => at % 4 === 3)
  expect([...alpha].flatMap((value, at) => (value === 255 ? [at] : []))).toEqual([8, 9])
  expect([...dotPixels(image).slice(32, 36)]).toEqual([0x1b, 0x1f, 0x24, 255])
})

test('a dot is a whole number of the display’s pixels, about one of the page’s', () => {
  expect([1, 1.25, 1.5, 2, 3].map((ratio) => dotWidth(ratio) * ratio)).toEqual([1, 1, 2, 2, 3])
  expect(dotWidth(0.5)).toBe(2)
})
