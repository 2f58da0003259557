import { expect, test } from 'vitest'
import { decodePaper, paperText } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { GENERIC_58 } from '../../shared/escpos/profile.ts'
import { rasterLine } from '../../shared/escpos/raster-line.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { TINY_FONT } from '../../test/fixtures/tiny-font.ts'
import { type Dots, dotsHere } from '../dots/dots.ts'
import { encodeWithDots } from './encode-document.ts'

const COMMON: Receipt = { blocks: [{ kind: 'text', text: '宫保鸡丁' }] }
const RARE: Receipt = { blocks: [{ kind: 'text', text: '𠮷祥茶' }, ...COMMON.blocks] }

/** Dots that count how often they are asked. */
const counted = (dots: Dots) => {
  let asked = 0
  const counting: Dots = {
    ...dots,
    encode: (...question) => {
      asked += 1
      return dots.encode(...question)
    },
  }
  return { dots: counting, asked: () => asked }
}

test('a document that the printer has all glyphs for never asks for the font', async () => {
  const { dots, asked } = counted(dotsHere(TINY_FONT))
  const encoded = await encodeWithDots(dots, makeBridgeDouble().bridge)(COMMON, GENERIC_58)
  expect(encoded).toEqual(encodeReceipt(COMMON, GENERIC_58))
  expect(asked()).toBe(0)
})

test('one with a rare character is drawn', async () => {
  const { dots, asked } = counted(dotsHere(TINY_FONT))
  const encoded = await encodeWithDots(dots, makeBridgeDouble().bridge)(RARE, GENERIC_58)
  expect(asked()).toBe(1)
  expect(encoded).toEqual(encodeReceipt(RARE, GENERIC_58, (runs) => rasterLine(runs, TINY_FONT)))
})

test('without the font the character prints as its code, and the log says why', async () => {
  const double = makeBridgeDouble()
  const none = async () => ({ ok: false, reason: 'no_font', detail: 'gone' }) as const
  const encoded = await encodeWithDots({ encode: none, draw: none }, double.bridge)(RARE, GENERIC_58)
  const text = encoded.ok ? paperText(decodePaper(encoded.value, GENERIC_58)) : encoded.reason
  expect(text).toBe('［U+20BB7］祥茶\n宫保鸡丁\n')
  expect(double.log).toEqual(['print.no_font'])
})
