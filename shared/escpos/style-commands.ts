import type { Align, TextSize } from '../receipt/receipt.ts'
import type { PrinterState } from './printer-state.ts'

/** Obeys one whole command and says whether it knew what to do; `n` is the command's third byte. */
export type Obey = (state: PrinterState, n: number, command: Uint8Array) => boolean

const ALIGNS: readonly Align[] = ['left', 'center', 'right']
const UNDERLINES = 2
const ASCII_ZERO = 48

/** Many parameters may be a number or its digit. */
const numberOf = (n: number): number => (n >= ASCII_ZERO ? n - ASCII_ZERO : n)

const sizeOf = (wide: boolean, tall: boolean): TextSize => {
  if (wide) return tall ? 'double' : 'wide'
  return tall ? 'tall' : 'normal'
}

const setBold: Obey = (state, n) => {
  state.bold = (n & 1) === 1
  return true
}

const setInverse: Obey = (state, n) => {
  state.inverse = (n & 1) === 1
  return true
}

const setAlign: Obey = (state, n) => {
  const align = ALIGNS[numberOf(n)]
  if (align) state.align = align
  return align !== undefined
}

const setLatinUnderline: Obey = (state, n) => {
  if (numberOf(n) > UNDERLINES) return false
  state.latinUnderline = numberOf(n) > 0
  return true
}

const setChineseUnderline: Obey = (state, n) => {
  if (numberOf(n) > UNDERLINES) return false
  state.chineseUnderline = numberOf(n) > 0
  return true
}

const setChinese =
  (on: boolean): Obey =>
  (state) => {
    state.chinese = on
    return true
  }

/** ESC !: size and weight of Latin only, which is why a receipt in Chinese cannot be sized with it. */
const setLatinMode: Obey = (state, n) => {
  state.bold = (n & 0x08) !== 0
  state.latinSize = sizeOf((n & 0x20) !== 0, (n & 0x10) !== 0)
  state.latinUnderline = (n & 0x80) !== 0
  return (n & ~0xb8) === 0
}

const setChineseMode: Obey = (state, n) => {
  state.chineseSize = sizeOf((n & 0x04) !== 0, (n & 0x08) !== 0)
  state.chineseUnderline = (n & 0x80) !== 0
  return (n & ~0x8c) === 0
}

/** ESC M: the second font has Latin only. */
const setFont: Obey = (state, n) => {
  if (numberOf(n) > 1) return false
  state.secondFont = numberOf(n) === 1
  return true
}

/** GS !: multiples above two have no TextSize. */
const setSize: Obey = (state, n) => {
  if ((n & ~0x11) !== 0) return false
  state.latinSize = sizeOf((n & 0x10) !== 0, (n & 0x01) !== 0)
  state.chineseSize = state.latinSize
  return true
}

/** How characters look and where they stand, by a command's first two bytes. */
export const STYLE_COMMANDS: readonly (readonly [number, Obey])[] = [
  [0x1b21, setLatinMode], // ESC !
  [0x1b2d, setLatinUnderline], // ESC -
  [0x1b45, setBold], // ESC E
  [0x1b4d, setFont], // ESC M
  [0x1b61, setAlign], // ESC a
  [0x1c21, setChineseMode], // FS !
  [0x1c26, setChinese(true)], // FS &
  [0x1c2d, setChineseUnderline], // FS -
  [0x1c2e, setChinese(false)], // FS .
  [0x1d21, setSize], // GS !
  [0x1d42, setInverse], // GS B
]
