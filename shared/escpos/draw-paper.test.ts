import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { asText, dotFont } from '../../test/fixtures/dot-font.ts'
import type { Block, TextSize } from '../receipt/receipt.ts'
import { decodePaper } from './decode.ts'
import { blankImage, type DotImage, isBlack } from './dot-image.ts'
import { drawPaper } from './draw-paper.ts'
import { encodeReceipt } from './encode.ts'
import { GENERIC_58, GENERIC_80, type PrinterProfile } from './profile.ts'
import { rasterLine } from './raster-line.ts'

const draw = (bytes: Uint8Array, profile: PrinterProfile) => drawPaper(decodePaper(bytes, profile), profile, dotFont())

const printed = (blocks: readonly Block[], profile: PrinterProfile = GENERIC_58): DotImage => {
  const encoded = encodeReceipt({ blocks }, profile, (runs) => rasterLine(runs, dotFont()))
  if (!encoded.ok) throw new Error(encoded.reason)
  return draw(encoded.value, profile)
}

const rowsOf = (image: DotImage): string[] => asText(image).split('\n')
/** The columns and rows that hold a black dot. */
const extent = (image: DotImage) => {
  const rows = rowsOf(image)
  const across = Array.from({ length: image.width }, (_, x) => rows.some((row) => row[x] === '#'))
  const down = rows.map((row) => row.includes('#'))
  return {
    left: across.indexOf(true),
    right: across.lastIndexOf(true),
    top: down.indexOf(true),
    bottom: down.lastIndexOf(true),
  }
}

const box = (width: number, height: number): DotImage => {
  const image = blankImage(width, height)
  image.rows.fill(0xff)
  return image
}

test('paper is as wide as the print head and as long as what is on it', () => {
  const image = printed([
    { kind: 'text', text: '宫保鸡丁' },
    { kind: 'text', text: '合计', size: 'double' },
    { kind: 'feed', lines: 2 },
    { kind: 'rule' },
  ])
  expect([image.width, image.height]).toEqual([384, 30 + 48 + 60 + 30])
})

const looks = (['normal', 'tall', 'wide', 'double'] as const).flatMap((size: TextSize) =>
  [{}, { bold: true }, { underline: true }, { inverse: true }].map((look) => ({ size, ...look })),
)

test.each(looks)('a line of the look %j is the same as text and as the picture that stands in for it', (look) => {
  const text = 'A 宫保鸡丁 ￥5'
  const image = rasterLine([{ text, bold: false, ...look }], dotFont())
  const asPicture = printed([
    { kind: 'image', image, align: 'left' },
    { kind: 'feed', lines: 1 },
  ])
  const asLine = printed([{ kind: 'text', text, ...look }])
  expect(rowsOf(asLine).slice(0, image.height)).toEqual(rowsOf(asPicture).slice(0, image.height))
})

test('a line with a character that the printer lacks is drawn, at the pitch and in the columns of the others', () => {
  const lines = (text: string) =>
    rowsOf(
      printed([
        { kind: 'text', text },
        { kind: 'text', text: '下一行' },
      ]),
    )
  const [rare, known] = [lines('𠮷祥茶 12.00'), lines('口祥茶 12.00')]
  expect(rare).toHaveLength(60)
  expect(rare.map((row) => row.slice(24))).toEqual(known.map((row) => row.slice(24)))
  expect(
    rare
      .slice(0, 24)
      .map((row) => row.slice(0, 24))
      .join('\n'),
  ).toBe(asText(dotFont().glyph(0x20bb7)))
})

test('lines and pictures stand at the left, in the middle and at the right', () => {
  const aligns = ['left', 'center', 'right'] as const
  expect(aligns.map((align) => extent(printed([{ kind: 'image', image: box(8, 1), align }])).left)).toEqual([
    0, 188, 376,
  ])
  const edges = aligns.map((align) => extent(printed([{ kind: 'text', text: '██', align }])).left)
  expect(edges.map((left) => left - (edges[0] ?? 0))).toEqual([0, 168, 336])
})

test('a QR code can be scanned from the paper, printed by the printer or drawn for it', () => {
  const data = 'counterfoil:v1:中文:0127'
  for (const profile of [GENERIC_80, { ...GENERIC_80, nativeQr: false }]) {
    const image = printed(
      [
        { kind: 'feed', lines: 1 },
        { kind: 'qr', data },
        { kind: 'feed', lines: 1 },
      ],
      profile,
    )
    const pixels = new Uint8Array(image.width * image.height * 4).fill(255)
    for (let y = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++) {
        if (isBlack(image, x, y)) pixels.fill(0, (y * image.width + x) * 4, (y * image.width + x) * 4 + 3)
      }
    }
    expect(decodeQR({ width: image.width, height: image.height, data: pixels })).toBe(data)
  }
})

test('a barcode’s bars are as wide as they should be, with its characters below', () => {
  const image = printed([{ kind: 'barcode', symbology: 'ean13', data: '590123412345', heightDots: 40 }], GENERIC_80)
  const bars = rowsOf(image)[0]?.match(/#+/g) ?? []
  const module = bars[0]?.length ?? 0
  expect(bars.slice(0, 2).map((bar) => bar.length)).toEqual([module, module])
  expect(bars).toHaveLength(30)
  expect(extent(image).bottom).toBeGreaterThan(40 + 12)
})

test('a picture in double width and height fills its box', () => {
  const double = Uint8Array.of(0x1d, 0x76, 0x30, 3, 1, 0, 2, 0, 0xff, 0x80)
  expect(rowsOf(draw(double, GENERIC_58)).map((row) => row.slice(0, 17))).toEqual([
    '################.',
    '################.',
    '##...............',
    '##...............',
  ])
})

test('a cut is a dashed line at the end of the paper; drawer, beep and unknown bytes leave nothing', () => {
  const silent = draw(Uint8Array.of(0x1b, 0x70, 0, 25, 250, 0x0a), GENERIC_80)
  expect(asText(silent)).not.toContain('#')
  const cut = rowsOf(printed([{ kind: 'text', text: ' ' }, { kind: 'cut' }], GENERIC_80))
  expect(cut.filter((row) => row.includes('#'))).toEqual(['######......'.repeat(48)])
  expect(cut.at(-1)).toContain('#')
})

test('no paper is no picture, and ten metres are enough', () => {
  expect(draw(new Uint8Array(), GENERIC_58)).toEqual(blankImage(384, 0))
  const endless = new Uint8Array(3 * 2_000).map((_, at) => [0x1b, 0x64, 255][at % 3] ?? 0)
  expect(draw(endless, GENERIC_58).height).toBe(80_000)
})
