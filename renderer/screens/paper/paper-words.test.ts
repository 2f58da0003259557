import { expect, test } from 'vitest'
import { decodePaper } from '../../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../../shared/escpos/encode.ts'
import { GENERIC_80 } from '../../../shared/escpos/profile.ts'
import { textIn } from '../../i18n/use-text.ts'
import { marksOf, paperWords } from './paper-words.ts'

const wordsOf = (...bytes: readonly number[]) =>
  paperWords(decodePaper(Uint8Array.from(bytes), GENERIC_80), textIn('en'))

test('everything on paper has words, and what is only a gap or a rule has none', () => {
  const encoded = encodeReceipt(
    {
      blocks: [
        { kind: 'text', text: '宫保鸡丁 56.00', align: 'center' },
        { kind: 'rule' },
        { kind: 'feed', lines: 2 },
        { kind: 'qr', data: 'counterfoil' },
        { kind: 'barcode', symbology: 'code128', data: 'A1-0127' },
        { kind: 'cut' },
      ],
    },
    GENERIC_80,
  )
  expect(wordsOf(...(encoded.ok ? encoded.value : []))).toEqual([
    '宫保鸡丁 56.00',
    'QR code: counterfoil',
    'Barcode: A1-0127',
    '✂ Cut',
  ])
})

test('what leaves no dots is said: the drawer, a logo that only the printer has, and bytes that nobody knows', () => {
  expect(wordsOf(0x1b, 0x70, 0, 25, 250)).toEqual(['▣ Drawer opens'])
  expect(wordsOf(0x1c, 0x70, 1, 0)).toEqual(['Picture kept in the printer: FS p 1'])
  expect(wordsOf(0x1b, 0x99)).toEqual(['Unknown command 1b99'])
})

test('what is at one height of the paper is said in one mark, and what is printed in none', () => {
  const bytes = Uint8Array.of(0x41, 0x0a, 0x1b, 0x70, 0, 25, 250, 0x1b, 0x99, 0x42, 0x0a, 0x1d, 0x56, 0)
  expect(marksOf(decodePaper(bytes, GENERIC_80), textIn('en'))).toEqual([
    { top: 30, words: '▣ Drawer opens · Unknown command 1b99' },
    { top: 60, words: '✂ Cut' },
  ])
})
