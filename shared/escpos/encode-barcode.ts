import type { Block } from '../receipt/receipt.ts'
import { type Code128Part, code128Bars, code128Parts, code128Values } from './code128.ts'
import { ean13, ean13Bars } from './ean13.ts'
import type { PrinterProfile } from './profile.ts'

type BarcodeBlock = Extract<Block, { kind: 'barcode' }>
type Encoded =
  | { readonly ok: true; readonly value: number[] }
  | { readonly ok: false; readonly reason: 'barcode_data' | 'barcode_too_wide' }

const GS = 0x1d
const CODE128 = 73
const EAN13 = 67
/** Characters below the bars. */
const BELOW = 2
const HEIGHT_DOTS = 64
/** Modules of 2 or 3 dots: a scanner reads no less, and more is wasted. */
const MODULE_DOTS = [3, 2]
/** White at both sides, in modules. */
const QUIET_ZONE = 20
const BRACE = 0x7b

/** `{B` or `{C` before a stretch; in B an opening brace is doubled, in C two digits are one byte. */
const code128Bytes = (part: Code128Part): number[] => {
  const mark = [BRACE, part.set.charCodeAt(0)]
  if (part.set === 'C') return [...mark, ...code128Values(part)]
  return [...mark, ...Array.from(part.text.replaceAll('{', '{{'), (character) => character.charCodeAt(0))]
}

type Content = { readonly system: number; readonly bytes: number[]; readonly bars: number[] }

const contentOf = ({ symbology, data }: BarcodeBlock): Content | null => {
  if (symbology === 'ean13') {
    const digits = ean13(data)
    if (digits === null) return null
    return { system: EAN13, bytes: Array.from(digits, (digit) => digit.charCodeAt(0)), bars: ean13Bars(digits) }
  }
  const parts = code128Parts(data)
  return parts && { system: CODE128, bytes: parts.flatMap(code128Bytes), bars: code128Bars(parts) }
}

/**
 * GS h, GS w, GS H and GS k with the length of its data: without it a printer takes the first character for the length, and the
 * ticket after it for the data.
 */
export const encodeBarcode = (block: BarcodeBlock, profile: PrinterProfile): Encoded => {
  const content = contentOf(block)
  if (content === null || content.bytes.length > 255) return { ok: false, reason: 'barcode_data' }
  const modules = content.bars.reduce((sum, width) => sum + width, QUIET_ZONE)
  const size = MODULE_DOTS.find((dots) => modules * dots <= profile.dots)
  if (size === undefined) return { ok: false, reason: 'barcode_too_wide' }
  const height = Math.min(255, Math.max(1, block.heightDots ?? HEIGHT_DOTS))
  const settings = [GS, 0x68, height, GS, 0x77, size, GS, 0x48, BELOW]
  return { ok: true, value: [...settings, GS, 0x6b, content.system, content.bytes.length, ...content.bytes] }
}
