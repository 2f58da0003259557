import { Buffer } from 'node:buffer'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { drawReadably, encoded } from '../../test/fixtures/encoded.ts'
import type { Block } from '../receipt/receipt.ts'
import { decodePaper, paperText } from './decode.ts'
import { blankImage, type DotImage, isBlack } from './dot-image.ts'
import { encodeDrawer, encodeReceipt } from './encode.ts'
import { GENERIC_58, GENERIC_80, PROFILES, type PrinterProfile } from './profile.ts'

const START = '1b401c26'
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytesOf = (block: Block, profile: PrinterProfile = GENERIC_80): string => {
  const all = hex(encoded([block], profile))
  expect(all.startsWith(START)).toBe(true)
  return all.slice(START.length)
}
const profileOf = (id: string): PrinterProfile => {
  const found = PROFILES.find((profile) => profile.id === id)
  if (!found) throw new Error(`no profile ${id}`)
  return found
}
const EPSON = profileOf('epson-tm-t82')
const XPRINTER = profileOf('xprinter-xp-80')

test('starts with ESC @ and FS &', () => {
  expect(hex(encoded([], GENERIC_58))).toBe(START)
})

test.each([
  ['tall', '1d21011c2108'],
  ['wide', '1d21101c2104'],
  ['double', '1d21111c210c'],
] as const)('%s size is the same for Latin and Chinese', (size, command) => {
  expect(bytesOf({ kind: 'text', text: 'A合', size })).toBe(`${command}41bacf0a1d21001c2100`)
})

test('bold, underline and inverse are set for Latin and Chinese, and reset', () => {
  expect(bytesOf({ kind: 'text', text: 'A合', bold: true })).toBe('1b450141bacf0a1b4500')
  expect(bytesOf({ kind: 'text', text: 'A合', underline: true })).toBe('1b2d011c2d0141bacf0a1b2d001c2d00')
  expect(bytesOf({ kind: 'text', text: 'A合', inverse: true })).toBe('1d420141bacf0a1d4200')
})

test('rules are dashed, double or single, over the whole width', () => {
  expect(bytesOf({ kind: 'rule' })).toBe(`${'2d'.repeat(48)}0a`)
  expect(bytesOf({ kind: 'rule', char: '=' }, GENERIC_58)).toBe(`${'3d'.repeat(32)}0a`)
  expect(bytesOf({ kind: 'rule', char: '─' })).toBe(`${'a9a4'.repeat(24)}0a`)
})

test('a QR code is model, size, level, store, print, between four modules of white', () => {
  expect(bytesOf({ kind: 'qr', data: '存', size: 4 })).toBe(
    '1b6101' +
      '1b4a10' +
      '1d286b040031413200' +
      '1d286b0300314304' +
      '1d286b0300314531' +
      '1d286b0600315030e5ad98' +
      '1d286b0300315130' +
      '1b4a10' +
      '1b6100',
  )
})

/** What a scanner reads of a picture with white around it. */
const scanned = (image: DotImage): string => {
  const [width, height] = [image.width + 64, image.height + 64]
  const grey = Array.from({ length: width * height }, (_, at) =>
    isBlack(image, (at % width) - 32, Math.trunc(at / width) - 32) ? [0, 0, 0, 255] : [255, 255, 255, 255],
  )
  return decodeQR({ width, height, data: Uint8Array.from(grey.flat()) })
}

const printedQr = (data: string, profile: PrinterProfile) =>
  decodePaper(encoded([{ kind: 'qr', data, size: 8 }], profile), profile).parts[0]

test('a QR code shrinks to the paper, and is refused where no paper holds it', () => {
  expect(printedQr('x'.repeat(84), GENERIC_58)).toMatchObject({ kind: 'qr', size: 8 })
  expect(printedQr('x'.repeat(152), GENERIC_58)).toMatchObject({ size: 6 })
  expect(printedQr('x'.repeat(2_331), GENERIC_58)).toMatchObject({ size: 2 })
  const tooLong = encodeReceipt({ blocks: [{ kind: 'qr', data: 'x'.repeat(2_332) }] }, GENERIC_58)
  expect(tooLong).toMatchObject({ ok: false, reason: 'qr_data' })
  expect(encodeReceipt({ blocks: [{ kind: 'qr', data: '' }] }, GENERIC_58)).toMatchObject({ reason: 'qr_data' })
})

test('a printer without QR codes is sent the same code as a picture', () => {
  const drawn = printedQr('counterfoil', { ...GENERIC_80, nativeQr: false })
  const native = printedQr('counterfoil', GENERIC_80)
  if (drawn?.kind !== 'raster' || native?.kind !== 'qr') throw new Error('no code')
  expect(drawn).toMatchObject({ align: 'center', top: native.top, height: native.height })
  expect(scanned(drawn.image)).toBe('counterfoil')
})

test('a barcode has its height, width, text below, and the length of its data', () => {
  expect(bytesOf({ kind: 'barcode', symbology: 'code128', data: 'ABC123' })).toBe(
    '1b61011d68401d77031d48021d6b49087b424142433132331b6100',
  )
  // Digits in pairs, one byte for two; a brace is doubled.
  expect(bytesOf({ kind: 'barcode', symbology: 'code128', data: '{202611' })).toContain('1d6b49097b427b7b7b43141a0b')
  expect(bytesOf({ kind: 'barcode', symbology: 'ean13', data: '690123456789', heightDots: 200 })).toBe(
    '1b61011d68c81d77031d48021d6b430d363930313233343536373839321b6100',
  )
})

test.each([
  ['ean13', '6901234567893'],
  ['ean13', '69012345678'],
  ['code128', '合计'],
  ['code128', ''],
  ['code128', 'x'.repeat(254)],
] as const)('%s does not take %s', (symbology, data) => {
  const result = encodeReceipt({ blocks: [{ kind: 'barcode', symbology, data }] }, GENERIC_80)
  expect(result).toEqual({ ok: false, reason: 'barcode_data', detail: data })
})

test('a barcode gets narrower modules on narrow paper, and is refused where that does not help', () => {
  const barcode = (data: string) =>
    encodeReceipt({ blocks: [{ kind: 'barcode', symbology: 'code128', data }] }, GENERIC_58)
  const narrow = barcode('A1-ABCDEFG')
  expect(narrow.ok && hex(narrow.value)).toContain('1d7702')
  expect(barcode('A1-ABCDEFGHIJK')).toMatchObject({ reason: 'barcode_too_wide' })
})

test('cuts only where there is a cutter, all or but for a point', () => {
  expect(bytesOf({ kind: 'cut' })).toBe('1d564218')
  expect(bytesOf({ kind: 'cut', full: true })).toBe('1d564118')
  expect(bytesOf({ kind: 'cut' }, GENERIC_58)).toBe('1b6404')
})

test('the drawer is pulsed with both times, on either pin', () => {
  expect(bytesOf({ kind: 'drawer' })).toBe('1b700019fa')
  expect(hex(encodeDrawer(GENERIC_80))).toBe('1b700019fa')
  expect(hex(encodeDrawer(GENERIC_80, 5))).toBe('1b700119fa')
  expect(hex(encodeDrawer({ ...GENERIC_80, drawer: false }))).toBe('')
})

test('each make has its own beeper, and some have none', () => {
  expect(bytesOf({ kind: 'beep', times: 3 }, XPRINTER)).toBe('1b420304')
  expect(bytesOf({ kind: 'beep', times: 3 }, EPSON)).toBe('1b284105006164030202')
  expect(bytesOf({ kind: 'beep', times: 3 })).toBe('')
})

test('a picture is sent, or printed by its number where the printer keeps it', () => {
  const image = blankImage(16, 1)
  expect(bytesOf({ kind: 'image', image })).toBe('1b61011d763000020001000000' + '1b6100')
  expect(bytesOf({ kind: 'image', image, stored: 1 })).toContain('1d7630')
  expect(bytesOf({ kind: 'image', image, stored: 1 }, EPSON)).toBe('1b61011d284c0600304540410101' + '1b6100')
  expect(bytesOf({ kind: 'image', image, stored: 1 }, XPRINTER)).toBe('1b61011c700100' + '1b6100')
  const wide = encodeReceipt({ blocks: [{ kind: 'image', image: blankImage(385, 1) }] }, GENERIC_58)
  expect(wide).toMatchObject({ ok: false, reason: 'image_too_wide' })
})

test('a line with a character that printers have no glyph for is drawn, the lines around it are not', () => {
  const blocks: Block[] = [
    { kind: 'text', text: '野家' },
    { kind: 'text', text: '𠮷野家 ¥5 🍜' },
    { kind: 'text', text: '¥5' },
  ]
  const { parts } = decodePaper(encoded(blocks, GENERIC_80), GENERIC_80)
  expect(parts.map(({ kind }) => kind)).toEqual(['line', 'raster', 'line'])
  // 13 columns of 12 dots, in whole bytes; the drawn line is as high as a printed one, feed and all.
  expect(parts.map(({ top }) => top)).toEqual([0, 30, 60])
  expect(parts[1]).toMatchObject({ width: 160, height: 24 })
})

test('without somebody to draw it such a line is a fault, never a question mark', () => {
  const receipt = { blocks: [{ kind: 'text', text: '𠮷野家' } as const] }
  expect(encodeReceipt(receipt, GENERIC_80)).toEqual({ ok: false, reason: 'no_rasteriser', detail: '𠮷野家' })
  expect(encodeReceipt(receipt, GENERIC_80, () => blankImage(577, 24))).toMatchObject({ reason: 'image_too_wide' })
  expect(encodeReceipt(receipt, GENERIC_80, drawReadably).ok).toBe(true)
})

test('what no font draws prints as its code', () => {
  const text = paperText(decodePaper(encoded([{ kind: 'text', text: 'a\u0007\u00a0x' }], GENERIC_80), GENERIC_80))
  expect(text).toBe('a［U+0007］ x\n')
})
