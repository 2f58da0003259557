import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encoded, textOfPart } from '../../test/fixtures/encoded.ts'
import type { Block } from '../receipt/receipt.ts'
import { decodePaper } from './decode.ts'
import { blankImage } from './dot-image.ts'
import type { PaperPart } from './paper.ts'
import { toPrintable } from './printable.ts'
import { PROFILES, type PrinterProfile } from './profile.ts'
import { columnsOf } from './width.ts'

const someText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'宫保鸡丁米饭，。（少辣）x2 ¥￥56.00 abcGB'), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'宫保鸡丁 a，（𠮷㐀🍜é×'), maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll('\n', ' ')),
)
const look = {
  size: fc.constantFrom('small', 'normal', 'tall', 'wide', 'double'),
  bold: fc.boolean(),
  underline: fc.boolean(),
  inverse: fc.boolean(),
} as const
const amount = fc.integer({ min: 0, max: 99_999_999 }).map((value) => `￥${(value / 100).toFixed(2)}`)
const oneTextBlock: fc.Arbitrary<Block> = fc.record({
  ...look,
  kind: fc.constant('text'),
  text: someText,
  align: fc.constantFrom('left', 'center', 'right'),
})
const textBlock: fc.Arbitrary<Block> = fc
  .tuple(oneTextBlock, fc.option(someText, { nil: undefined }))
  .map(([block, below]) =>
    block.kind === 'text' && below !== undefined
      ? { ...block, second: { together: `${block.text} ${below}`, below } }
      : block,
  )
const rowBlock: fc.Arbitrary<Block> = fc.record({
  ...look,
  kind: fc.constant('row'),
  cells: fc
    .tuple(someText, fc.option(someText, { nil: undefined }), amount, fc.boolean())
    .map(([text, below, price, bold]) => [
      { text: '2 ' },
      { text, grow: true, ...(below !== undefined && { second: { together: `${text} ${below}`, below } }) },
      { text: price, align: 'right' as const, bold },
    ]),
})
const qrBlock: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('qr'),
  data: fc.oneof(someText, fc.webUrl()).map((text) => `q${text}`.toWellFormed().slice(0, 200)),
})
const barcodeBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('barcode'),
    symbology: fc.constant('code128'),
    data: fc.string({ unit: fc.constantFrom(...'AZaz{}09~ -0123456789'), minLength: 1, maxLength: 10 }),
  }),
  fc.record({
    kind: fc.constant('barcode'),
    symbology: fc.constant('ean13'),
    data: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 }),
  }),
)
const imageBlock: fc.Arbitrary<Block> = fc
  .tuple(fc.integer({ min: 1, max: 384 }), fc.integer({ min: 1, max: 40 }), fc.nat({ max: 255 }))
  .map(([width, height, byte]) => {
    const image = blankImage(width, height)
    image.rows.fill(byte)
    return { kind: 'image', image }
  })
const anyBlock = fc.oneof(
  { weight: 4, arbitrary: textBlock },
  { weight: 6, arbitrary: rowBlock },
  qrBlock,
  barcodeBlock,
  imageBlock,
)

const withoutSpaces = (text: string): string => text.replaceAll(/\s/gu, '')
/** As it reads on paper: ￥ for ¥, a code for what no font draws. */
const asPrinted = (text: string): string => withoutSpaces(toPrintable(text).replaceAll('¥', '￥'))
const textsOf = (block: Block): string[] =>
  block.kind === 'text'
    ? [block.text, block.second?.below ?? '']
    : block.kind === 'row'
      ? block.cells.flatMap((cell) => [cell.text, cell.second?.below ?? ''])
      : []

const isOnPaper = (block: Block, parts: readonly PaperPart[], { nativeQr }: PrinterProfile): boolean => {
  switch (block.kind) {
    case 'qr':
      return parts.some((part) => (nativeQr ? part.kind === 'qr' && part.data === block.data : part.kind === 'raster'))
    case 'barcode':
      return parts.some(
        (part) =>
          part.kind === 'barcode' &&
          part.symbology === block.symbology &&
          part.data.slice(0, 12) === block.data.slice(0, 12),
      )
    case 'image':
      return parts.some((part) => part.kind === 'raster' && Buffer.from(part.image.rows).equals(block.image.rows))
    default:
      return true
  }
}

test.each(PROFILES)('on $id every character, amount, code and picture comes out, and nothing unknown', (profile) => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
      const { parts } = decodePaper(encoded(blocks, profile), profile)
      expect(parts.filter(({ kind }) => kind === 'unknown')).toEqual([])
      const text = parts.flatMap((part) => textOfPart(part) ?? []).join('\n')
      for (const wanted of blocks.flatMap(textsOf)) {
        for (const character of asPrinted(wanted)) expect(text).toContain(character)
      }
      for (const block of blocks) {
        if (block.kind === 'row') expect(text).toContain(block.cells.at(-1)?.text)
        expect([block, isOnPaper(block, parts, profile)]).toEqual([block, true])
      }
    }),
  )
})

test.each(PROFILES)('on $id nothing is wider than the paper, and each thing stands below the one before', (profile) => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
      const bytes = encoded(blocks, profile)
      const paper = decodePaper(bytes, profile)
      // Endless paper shows how wide the lines are before a printer breaks them.
      expect(decodePaper(bytes, { ...profile, columns: 10_000 })).toEqual(paper)
      let top = 0
      for (const part of paper.parts) {
        expect(part.top).toBeGreaterThanOrEqual(top)
        top = part.top + ('height' in part ? part.height : 0)
        if ('width' in part) expect(part.left + part.width).toBeLessThanOrEqual(profile.dots)
        if (part.kind === 'line') for (const run of part.runs) expect(run.left).toBeLessThan(profile.dots)
      }
      expect(paper.height).toBeGreaterThanOrEqual(top)
    }),
  )
})

test.each(PROFILES)('on $id one text comes out whole and in order, in its style', (profile) => {
  fc.assert(
    fc.property(oneTextBlock, (block) => {
      if (block.kind !== 'text') return
      const { parts } = decodePaper(encoded([block], profile), profile)
      expect(withoutSpaces(parts.map(textOfPart).join(''))).toBe(asPrinted(block.text))
      for (const part of parts) {
        if (part.kind !== 'line') continue
        const { size, bold, underline, inverse } = block
        for (const run of part.runs) {
          // The second font has ASCII only.
          const printed = size === 'small' && run.text.charCodeAt(0) > 0x7f ? 'normal' : size
          expect(run).toMatchObject({ size: printed, bold, underline, inverse })
        }
        if (part.runs.length > 0) expect(part.align).toBe(block.align)
      }
    }),
  )
})

test.each(PROFILES)('on $id a row keeps amount and name on one line where they fit', (profile) => {
  const cells = [
    { text: '1 ' },
    { text: '宫保鸡丁（不要花生，多放葱）配米饭一份', grow: true },
    { text: '112.00', align: 'right' as const },
  ]
  const [first] = decodePaper(encoded([{ kind: 'row', cells }], profile), profile).parts.map(textOfPart)
  expect(first).toMatch(/^1 {2}宫保鸡丁.* 112\.00$/)
  expect(columnsOf(first ?? '')).toBe(profile.columns)
})
