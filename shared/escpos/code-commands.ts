import { type Code128Part, code128Bars } from './code128.ts'
import { ean13, ean13Bars } from './ean13.ts'
import type { QrLevel } from './paper.ts'
import { type PrinterState, takeBox } from './printer-state.ts'
import { qrModules } from './qr-modules.ts'
import type { Obey } from './style-commands.ts'

const QR_CODE = 0x31
const MOST_MODULE_DOTS = 16
const QR_LEVELS: readonly QrLevel[] = ['L', 'M', 'Q', 'H']
/** The height of the characters below a barcode, with the gap above them. */
const TEXT_DOTS = 30

const printQr = (state: PrinterState): boolean => {
  const { data, size, level } = state.qr
  state.qr.modules ??= qrModules(data, level)?.width ?? 0
  const width = state.qr.modules * size
  state.parts.push({ kind: 'qr', data, size, level, ...takeBox(state, width, width) })
  return true
}

const setQrSize = (state: PrinterState, size: number): boolean => {
  if (size < 1 || size > MOST_MODULE_DOTS) return false
  state.qr = { ...state.qr, size }
  return true
}

/** GS ( k for QR codes; not for other codes, nor for functions that are not QR's. */
const obeyGsParenK: Obey = (state, _n, command) => {
  const [code, fn, n = 0] = command.subarray(5)
  if (code !== QR_CODE) return false
  if (fn === 0x51) return printQr(state)
  if (fn === 0x43) return setQrSize(state, n)
  if (fn === 0x41) return true
  if (fn === 0x45) state.qr = { ...state.qr, level: QR_LEVELS[n - 0x30] ?? state.qr.level, modules: null }
  else if (fn === 0x50) state.qr = { ...state.qr, data: new TextDecoder().decode(command.subarray(8)), modules: null }
  else return false
  return true
}

/** What a code says and how it is drawn; `bars` in modules, empty where that is not known here. */
type Barcode = { readonly symbology: string; readonly data: string; readonly bars: readonly number[] }

const textOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

const eanOf = (bytes: Uint8Array): Barcode | null => {
  const digits = ean13(textOf(bytes))
  return digits === null ? null : { symbology: 'ean13', data: digits, bars: ean13Bars(digits) }
}

const BRACE = 0x7b
const SETS = new Map<number | undefined, Code128Part['set']>([
  [0x42, 'B'],
  [0x43, 'C'],
])

/** The stretches of CODE128 data: `{B` or `{C` begins each; null where one does not, or holds what its set does not. */
const code128PartsOf = (bytes: Uint8Array): Code128Part[] | null => {
  const parts: { set: Code128Part['set']; text: string }[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const set = byte === BRACE ? SETS.get(bytes[at + 1]) : undefined
    const part = parts.at(-1)
    if (set) parts.push({ set, text: '' })
    else if (part === undefined || byte > (part.set === 'C' ? 99 : 0x7e)) return null
    else if (part.set === 'C') part.text += String(byte).padStart(2, '0')
    else if (byte < 0x20 || (byte === BRACE && bytes[at + 1] !== BRACE)) return null
    else part.text += String.fromCharCode(byte)
    if (byte === BRACE) at++
  }
  return parts
}

const code128Of = (bytes: Uint8Array): Barcode | null => {
  const parts = code128PartsOf(bytes)
  if (parts === null || parts.length === 0) return null
  return { symbology: 'code128', data: parts.map(({ text }) => text).join(''), bars: code128Bars(parts) }
}

/** By the number in GS k: 65 to 73, or 0 to 6 for the same in the older form. */
const SYMBOLOGIES = ['upc-a', 'upc-e', 'ean13', 'ean8', 'code39', 'itf', 'codabar', 'code93', 'code128']

const barcodeOf = (system: number, bytes: Uint8Array): Barcode | null => {
  const symbology = SYMBOLOGIES[system]
  if (symbology === 'ean13') return eanOf(bytes)
  if (symbology === 'code128') return code128Of(bytes)
  return symbology === undefined ? null : { symbology, data: textOf(bytes), bars: [] }
}

/** GS k. Data that the symbology does not take prints as text on some printers, and not at all on others. */
const printBarcode: Obey = (state, n, command) => {
  const counted = n >= 65
  const barcode = barcodeOf(counted ? n - 65 : n, counted ? command.subarray(4) : command.subarray(3, -1))
  if (barcode === null || (!counted && n > 6)) return false
  const { height, moduleDots, withText } = state.barcode
  const bars = barcode.bars.map((modules) => modules * moduleDots)
  const width = bars.reduce((sum, bar) => sum + bar, 0)
  const text = withText ? barcode.data : ''
  const box = takeBox(state, width, height + (withText ? TEXT_DOTS : 0))
  state.parts.push({ kind: 'barcode', ...barcode, bars, barHeight: height, text, ...box })
  return true
}

const setHeight: Obey = (state, height) => {
  if (height > 0) state.barcode = { ...state.barcode, height }
  return height > 0
}

const setModule: Obey = (state, moduleDots) => {
  if (moduleDots < 1 || moduleDots > 6) return false
  state.barcode = { ...state.barcode, moduleDots }
  return true
}

/** GS H: characters above (1), below (2) or both (3) are all shown below. */
const setText: Obey = (state, n) => {
  state.barcode = { ...state.barcode, withText: (n & 3) !== 0 }
  return true
}

/** QR codes and barcodes, by a command's first two bytes; GS ( by its third too. */
export const CODE_COMMANDS: readonly (readonly [number, Obey])[] = [
  [0x1d286b, obeyGsParenK], // GS ( k
  [0x1d48, setText], // GS H
  [0x1d68, setHeight], // GS h
  [0x1d6b, printBarcode], // GS k
  [0x1d77, setModule], // GS w
]
