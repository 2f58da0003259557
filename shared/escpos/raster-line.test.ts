import { expect, test } from 'vitest'
import { asText, dotFont } from '../../test/fixtures/dot-font.ts'
import { blacken, blankImage, type DotImage, isBlack } from './dot-image.ts'
import type { DotRun } from './draw-text.ts'
import { rasterLine } from './raster-line.ts'

const plain = { size: 'normal', bold: false } as const
const line = (text: string, look: Partial<DotRun> = {}) => rasterLine([{ ...plain, ...look, text }], dotFont())

const blackDots = (image: DotImage) => asText(image).replaceAll(/[^#]/g, '').length

/** A picture of that size, as text, with a black dot wherever the rule says so. */
const textWhere = ({ width, height }: DotImage, rule: (x: number, y: number) => boolean): string => {
  const image = blankImage(width, height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (rule(x, y)) blacken(image, x, y)
  return asText(image)
}

const rowsWithInk = (image: DotImage) =>
  asText(image)
    .split('\n')
    .flatMap((row, y) => (row.includes('#') ? [y] : []))

test('a picture is as wide as the columns of its text and as high as its characters', () => {
  const sizes = (['normal', 'wide', 'tall', 'double'] as const).map((size) => line('A 吉', { size }))
  expect(sizes.map(({ width, height }) => [width, height])).toEqual([
    [48, 24],
    [96, 24],
    [48, 48],
    [96, 48],
  ])
})

test('characters stand in the columns in which text mode has them', () => {
  const alone = [line('a   '), line(' 𠮷 '), line('   b')]
  expect(asText(line('a𠮷b'))).toBe(textWhere(line('a𠮷b'), (x, y) => alone.some((image) => isBlack(image, x, y))))
})

test('double sizes draw each dot twice', () => {
  const once = blackDots(line('𠮷b'))
  expect(blackDots(line('𠮷b', { size: 'wide' }))).toBe(2 * once)
  expect(blackDots(line('𠮷b', { size: 'tall' }))).toBe(2 * once)
  expect(blackDots(line('𠮷b', { size: 'double' }))).toBe(4 * once)
})

test('bold is struck again one dot to the right', () => {
  const [thin, bold] = [line('𠮷'), line('𠮷', { bold: true })]
  expect(asText(bold)).toBe(textWhere(thin, (x, y) => isBlack(thin, x, y) || isBlack(thin, x - 1, y)))
})

test('an underline is a row of dots below the text', () => {
  expect(
    asText(line('  ', { underline: true }))
      .split('\n')
      .indexOf('#'.repeat(24)),
  ).toBe(23)
})

test('inverse swaps black and white over the whole run, and not beside it', () => {
  const [black, white] = [line('𠮷'), line('𠮷', { inverse: true })]
  expect(asText(white)).toBe(textWhere(black, (x, y) => !isBlack(black, x, y)))
  const half = rasterLine(
    [
      { ...plain, text: '  ' },
      { ...plain, text: '  ', inverse: true },
    ],
    dotFont(),
  )
  expect(asText(half)).toBe(textWhere(half, (x) => x >= 24))
})

test('runs of different height stand on one foot', () => {
  const mixed = rasterLine(
    [
      { ...plain, text: '  ', size: 'double' },
      { ...plain, text: '_' },
    ],
    dotFont(),
  )
  expect(rowsWithInk(mixed)).toEqual(rowsWithInk(line('_')).map((y) => y + 24))
})

test('no text is no width', () => {
  expect(rasterLine([], dotFont())).toEqual(blankImage(0, 24))
})
