import { Buffer } from 'node:buffer'
import Image from 'escpos/image.js'
import Printer from 'escpos/printer.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { blacken, blankImage } from '../../shared/escpos/dot-image.ts'
import { encodeDrawer } from '../../shared/escpos/encode.ts'
import { encodeRaster } from '../../shared/escpos/encode-raster.ts'
import { encodeGb18030 } from '../../shared/escpos/gb18030.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import { columnsOf } from '../../shared/escpos/width.ts'
import type { Block } from '../../shared/receipt/receipt.ts'
import { encoded } from '../fixtures/encoded.ts'

/** npm escpos is right about plain text, alignment, pictures and EAN, and not elsewhere: docs/adr/0007-escpos-oracle.md. */
const oracle = (drive: (printer: Printer) => void): Buffer => {
  const written: Buffer[] = []
  const printer = new Printer({ write: (bytes) => written.push(bytes) })
  drive(printer)
  printer.flush()
  return Buffer.concat(written)
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const ours = (...blocks: Block[]): Uint8Array => encoded(blocks, GENERIC_80)
const onPaper = (bytes: Uint8Array) => decodePaper(bytes, GENERIC_80)

/** Every printable character that GB2312 has, which every Chinese printer can print. */
const gb2312 = fc.constantFrom(
  ...Array.from({ length: 72 * 94 }, (_, index) => {
    const pair = new Uint8Array([0xb0 + Math.trunc(index / 94), 0xa1 + (index % 94)])
    return new TextDecoder('gb18030').decode(pair)
  }).filter((character) => !/\p{Co}/u.test(character)),
)
const lineOfText = fc
  .array(fc.oneof(gb2312, fc.constantFrom(...'abcXYZ0189.,-+*()￥，。（）')), { minLength: 1, maxLength: 24 })
  .map((characters) => characters.join(''))

test('agrees with escpos, byte for byte, on lines of plain text', () => {
  fc.assert(
    fc.property(lineOfText, (text) => {
      const theirs = oracle((printer) => printer.text(text))
      const start = encoded([], GENERIC_80)
      expect(hex(ours({ kind: 'text', text }))).toBe(hex(start) + hex(theirs))
      expect(hex(encodeGb18030(`${text}\n`))).toBe(hex(theirs))
    }),
  )
})

test('agrees with escpos on where text stands', () => {
  const theirs = oracle((printer) => printer.align('ct').text('合计').align('rt').text('合计').align('lt').text('合计'))
  const texts = (['center', 'right', 'left'] as const).map((align): Block => ({ kind: 'text', text: '合计', align }))
  expect(hex(ours(...texts))).toBe(hex(encoded([], GENERIC_80)) + hex(theirs))
})

test('agrees with escpos, dot by dot, on pictures', () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 40 }))
  fc.assert(
    fc.property(size, fc.uint8Array({ minLength: 4_000, maxLength: 4_000 }), ([width, height], noise) => {
      const image = blankImage(width, height)
      // Black or white, and opaque.
      const pixels = Array.from({ length: width * height }, (_, at) => {
        const isDark = ((noise[at] ?? 0) & 1) === 1
        if (isDark) blacken(image, at % width, Math.trunc(at / width))
        return isDark ? [0, 0, 0, 255] : [255, 255, 255, 255]
      })
      const theirs = new Image({ data: Uint8Array.from(pixels.flat()), shape: [width, height, 4] })
      expect(hex(encodeRaster(image))).toBe(hex(oracle((printer) => printer.raster(theirs))))
    }),
    { numRuns: 30 },
  )
})

test('agrees with escpos on what bars an EAN has, which it sends in the older form', () => {
  const theirs = oracle((printer) => printer.barcode('690123456789', 'EAN13', { width: 2, height: 64 }))
  expect(hex(theirs)).toBe('1d77031d68401d66001d48021d6b023639303132333435363738393200')
  const ean = (bytes: Uint8Array) => onPaper(bytes).parts.find((part) => part.kind === 'barcode')
  const own = ean(ours({ kind: 'barcode', symbology: 'ean13', data: '690123456789' }))
  expect(own).toMatchObject({ symbology: 'ean13', data: '6901234567892', text: '6901234567892' })
  expect(ean(theirs)).toEqual({ ...own, align: 'left', left: 0 })
})

test('escpos sends ¥ as four bytes that no printer has a glyph for; ours are those of ￥', () => {
  expect(hex(oracle((printer) => printer.text('¥')))).toBe('813084360a')
  expect(hex(ours({ kind: 'text', text: '¥' }))).toBe('1b401c26a3a40a')
})

test('escpos sends QR as GS Z and ESC Z, which print as text; ours is GS ( k', () => {
  const theirs = oracle((printer) => printer.qrcode('abc').text(''))
  expect(hex(theirs)).toBe('1d5a021b5a034c0603006162630a')
  expect(onPaper(theirs).parts.some((part) => part.kind === 'qr')).toBe(false)
  expect(paperText(onPaper(theirs))).toContain('abc')
  expect(onPaper(ours({ kind: 'qr', data: 'abc' })).parts).toMatchObject([{ kind: 'qr', data: 'abc' }])
})

test('escpos pulses the drawer without times, so 合 is taken for them', () => {
  const theirs = oracle((printer) => printer.cashdraw(2).text('合计'))
  expect(hex(theirs)).toBe('1b7000bacfbcc60a')
  expect(paperText(onPaper(theirs))).toBe('计\n')
  expect(hex(encodeDrawer(GENERIC_80))).toBe('1b700019fa')
  expect(paperText(onPaper(ours({ kind: 'drawer' }, { kind: 'text', text: '合计' })))).toBe('合计\n')
})

test('escpos leaves 3 x 3 on after size(1, 1), and never sizes Chinese', () => {
  expect(hex(oracle((printer) => printer.size(3, 3).size(1, 1)))).toBe('1d21221b2100')
  const theirs = oracle((printer) => printer.size(2, 2).text('A合'))
  expect(hex(theirs)).toBe('1b21001b213041bacf0a')
  expect(onPaper(theirs).parts).toMatchObject([
    {
      runs: [
        { text: 'A', size: 'double' },
        { text: '合', size: 'normal' },
      ],
    },
  ])
  expect(onPaper(ours({ kind: 'text', text: 'A合', size: 'double' })).parts).toMatchObject([
    { runs: [{ text: 'A合', size: 'double' }] },
  ])
})

test('escpos counts characters, not columns: its table of 48 is 52 wide', () => {
  const theirs = oracle((printer) => printer.table(['宫保鸡丁', '56.00']))
  expect(columnsOf(new TextDecoder('gb18030').decode(theirs).replace('\n', ''))).toBe(52)
  const cells = [
    { text: '宫保鸡丁', grow: true },
    { text: '56.00', align: 'right' as const },
  ]
  expect(columnsOf(paperText(onPaper(ours({ kind: 'row', cells }))).trimEnd())).toBe(48)
})

test('escpos counts a QR code’s characters, not its bytes, so that Chinese is cut off', () => {
  expect(hex(oracle((printer) => printer.qrcode('存根')))).toBe('1d5a021b5a034c060200e5ad98e6a0b9')
  expect(hex(ours({ kind: 'qr', data: '存根' }))).toContain('1d286b0900315030e5ad98e6a0b9')
})

test('escpos underlines Latin alone', () => {
  expect(hex(oracle((printer) => printer.style('u').text('A合')))).toBe('1b45001b351b2d0141bacf0a')
  expect(hex(ours({ kind: 'text', text: 'A合', underline: true }))).toContain('1b2d011c2d0141bacf0a')
})

test('escpos sends characters that printers have no glyph for; ours are drawn', () => {
  expect(hex(oracle((printer) => printer.text('𠮷🍜')))).toBe('9534b2359439b9300a')
  expect(onPaper(ours({ kind: 'text', text: '𠮷🍜' })).parts.map(({ kind }) => kind)).toEqual(['raster'])
})

test('escpos has the two-byte codes of 2005: what moved in 2022 is sent in four bytes', () => {
  expect(hex(oracle((printer) => printer.text('︐龴')))).toBe('84318236' + '82359037' + '0a')
  expect(hex(ours({ kind: 'text', text: '︐龴' }))).toBe('1b401c26' + 'a6d9' + 'fe59' + '0a')
})

test('escpos does not begin CODE128 with a code set, so that no printer takes it', () => {
  const theirs = oracle((printer) => printer.barcode('A1-20261124-012701', 'CODE128', { width: 2, height: 64 }))
  expect(hex(theirs)).toContain('1d6b4912' + '41312d32')
  expect(onPaper(theirs).parts.some(({ kind }) => kind === 'barcode')).toBe(false)
  const own = ours({ kind: 'barcode', symbology: 'code128', data: 'A1-20261124-012701' })
  expect(onPaper(own).parts).toMatchObject([{ kind: 'barcode', data: 'A1-20261124-012701' }])
})

test('escpos refuses an EAN with its check digit', () => {
  const whole = '6901234567892'
  expect(() => oracle((printer) => printer.barcode(whole, 'EAN13', { width: 2, height: 64 }))).toThrow('length 12')
  expect(onPaper(ours({ kind: 'barcode', symbology: 'ean13', data: whole })).parts).toMatchObject([{ data: whole }])
})

test('escpos drops the length of a short CODE128, so the ticket after it is swallowed', () => {
  const theirs = oracle((printer) => printer.barcode('ABC123', 'CODE128', { width: 2, height: 64 }).text('合计'))
  expect(hex(theirs)).toContain('1d6b49414243313233')
  expect(paperText(onPaper(theirs))).not.toContain('合计')
})

test('escpos writes a barcode height above 127 as UTF-8', () => {
  const theirs = oracle((printer) => printer.barcode('ABC123', 'CODE128', { width: 2, height: 200 }))
  expect(hex(theirs)).toContain('1d68c388')
})
