import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block } from '../receipt/receipt.ts'
import { decodePaper, paperText } from './decode.ts'
import { encodeDrawer, encodeReceipt } from './encode.ts'
import { toPrintable } from './printable.ts'
import { GENERIC_58, GENERIC_80, PROFILES, type PrinterProfile } from './profile.ts'
import { columnsOf } from './width.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytesOf = (block: Block, profile: PrinterProfile = GENERIC_80): string =>
  hex(encodeReceipt({ blocks: [block] }, profile))

test('starts with ESC @ and FS &', () => {
  expect(hex(encodeReceipt({ blocks: [] }, GENERIC_58))).toBe('1b401c26')
})

test.each([
  ['tall', '1d21011c2108'],
  ['wide', '1d21101c2104'],
  ['double', '1d21111c210c'],
] as const)('%s size is the same for Latin and Chinese', (size, command) => {
  expect(bytesOf({ kind: 'text', text: 'A合', size })).toBe(`1b401c26${command}41bacf0a1d21001c2100`)
})

test('a QR code is model, size, level, store, print', () => {
  expect(bytesOf({ kind: 'qr', data: '存', size: 4 })).toBe(
    '1b401c26' +
      '1b6101' +
      '1d286b040031413200' +
      '1d286b0300314304' +
      '1d286b0300314531' +
      '1d286b0600315030e5ad98' +
      '1d286b0300315130' +
      '1b6100',
  )
})

test('a QR code shrinks to the paper and refuses what no paper holds', () => {
  const sizeAt58 = (length: number) => {
    const [part] = decodePaper(
      encodeReceipt({ blocks: [{ kind: 'qr', data: 'x'.repeat(length), size: 8 }] }, GENERIC_58),
      GENERIC_58,
    ).parts
    return part?.kind === 'qr' ? part.size : null
  }
  expect(sizeAt58(84)).toBe(8)
  expect(sizeAt58(152)).toBe(6)
  expect(sizeAt58(2_331)).toBe(2)
  expect(() => sizeAt58(2_332)).toThrow(RangeError)
})

test('cuts only where there is a cutter, and pulses the drawer with both times', () => {
  expect(bytesOf({ kind: 'cut' }, GENERIC_80)).toBe('1b401c261d564218')
  expect(bytesOf({ kind: 'cut' }, GENERIC_58)).toBe('1b401c261b6404')
  expect(hex(encodeDrawer(GENERIC_80))).toBe('1b700019fa')
  expect(hex(encodeDrawer({ ...GENERIC_80, drawer: false }))).toBe('')
})

test('rare characters print as their codes, never as a question mark', () => {
  const bytes = encodeReceipt({ blocks: [{ kind: 'text', text: '𠮷野家 ¥5 🍜' }] }, GENERIC_80)
  expect(paperText(decodePaper(bytes, GENERIC_80))).toBe('［U+20BB7］野家 ￥5 ［U+1F35C］\n')
  // Private use: the code is of two bytes, but no two makers print the same for it.
  expect(toPrintable('\ue000\u0007\u00a0x')).toBe('［U+E000］［U+0007］ x')
})

const someText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'宫保鸡丁米饭，。（少辣）x2 ¥￥56.00 abcGB𠮷㐀🍜é×'), maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll('\n', ' ')),
)
const size = fc.constantFrom('normal', 'tall', 'wide', 'double')
const amount = fc.integer({ min: 0, max: 99_999_999 }).map((value) => `￥${(value / 100).toFixed(2)}`)
const textBlock: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('text'),
  text: someText,
  size,
  bold: fc.boolean(),
  align: fc.constantFrom('left', 'center', 'right'),
})
const rowBlock: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('row'),
  size,
  bold: fc.boolean(),
  cells: fc
    .tuple(someText, amount)
    .map(([text, price]) => [
      { text: '2 ' },
      { text, grow: true },
      { text: price, align: 'right' as const, bold: true },
    ]),
})
const withoutSpaces = (text: string): string => text.replace(/\s/gu, '')

const textsOf = (block: Block): string[] =>
  block.kind === 'text' ? [block.text] : block.kind === 'row' ? block.cells.map((cell) => cell.text) : []

test.each(PROFILES)('on $id all text comes out, prices whole, no line wider than the paper', (profile) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(textBlock, rowBlock), { maxLength: 6 }), (blocks) => {
      const bytes = encodeReceipt({ blocks }, profile)
      // Endless paper shows how wide the lines are before a printer breaks them.
      const endless = decodePaper(bytes, { ...profile, columns: 10_000 })
      const paper = decodePaper(bytes, profile)
      expect(endless).toEqual(paper)
      for (const part of paper.parts) expect(part.kind).toBe('line')
      const text = withoutSpaces(paperText(paper))
      for (const wanted of blocks.flatMap(textsOf)) {
        for (const character of withoutSpaces(toPrintable(wanted))) expect(text).toContain(character)
      }
      const prices = blocks.flatMap((block) => (block.kind === 'row' ? block.cells.slice(2) : []))
      for (const { text: price } of prices) expect(paperText(paper)).toContain(price)
    }),
  )
})

test.each(PROFILES)('on $id one text comes out whole and in order', (profile) => {
  fc.assert(
    fc.property(textBlock, (block) => {
      const text = paperText(decodePaper(encodeReceipt({ blocks: [block] }, profile), profile))
      expect(withoutSpaces(text)).toBe(withoutSpaces(toPrintable(textsOf(block).join(''))))
    }),
  )
})

test.each(PROFILES)('on $id a row keeps amount and name on one line where they fit', (profile) => {
  const cells = [
    { text: '1 ' },
    { text: '宫保鸡丁（不要花生，多放葱）配米饭一份', grow: true },
    { text: '112.00', align: 'right' as const },
  ]
  const paper = decodePaper(encodeReceipt({ blocks: [{ kind: 'row', cells }] }, profile), profile)
  const [first] = paperText(paper).split('\n')
  expect(first).toMatch(/^1 {2}宫保鸡丁.* 112\.00$/)
  expect(columnsOf(first ?? '')).toBe(profile.columns)
})
