import type { Align, TextSize } from '../receipt/receipt.ts'
import { feedLines, flushLine, initialState, type PrinterState } from './printer-state.ts'
import type { PrinterProfile } from './profile.ts'

/** Obeys one whole command and says whether it knew what to do; `n` is the command's third byte. */
type Obey = (state: PrinterState, n: number, command: Uint8Array, profile: PrinterProfile) => boolean

const ALIGNS: readonly Align[] = ['left', 'center', 'right']

const sizeOf = (wide: boolean, tall: boolean): TextSize => {
  if (wide) return tall ? 'double' : 'wide'
  return tall ? 'tall' : 'normal'
}

/** For commands that put nothing on paper. */
const nothing: Obey = () => true

const initialise: Obey = (state) => {
  Object.assign(state, initialState(state.parts))
  return true
}

const feed: Obey = (state, n) => {
  feedLines(state, n)
  return true
}

const setBold: Obey = (state, n) => {
  state.bold = (n & 1) === 1
  return true
}

const setChinese =
  (on: boolean): Obey =>
  (state) => {
    state.chinese = on
    return true
  }

const setAlign: Obey = (state, n) => {
  const align = ALIGNS[n >= 48 ? n - 48 : n]
  if (align) state.align = align
  return align !== undefined
}

/** ESC !: size and weight of Latin only, which is why a receipt in Chinese cannot be sized with it. */
const setLatinMode: Obey = (state, n) => {
  state.bold = (n & 0x08) !== 0
  state.latinSize = sizeOf((n & 0x20) !== 0, (n & 0x10) !== 0)
  return (n & ~0x38) === 0
}

const setChineseMode: Obey = (state, n) => {
  state.chineseSize = sizeOf((n & 0x04) !== 0, (n & 0x08) !== 0)
  return (n & ~0x0c) === 0
}

/** GS !: multiples above two have no TextSize. */
const setSize: Obey = (state, n) => {
  if ((n & ~0x11) !== 0) return false
  state.latinSize = sizeOf((n & 0x10) !== 0, (n & 0x01) !== 0)
  state.chineseSize = state.latinSize
  return true
}

const cut: Obey = (state, _n, _command, profile) => {
  flushLine(state)
  if (profile.cutter) state.parts.push({ kind: 'cut' })
  return true
}

const openDrawer: Obey = (state, _n, _command, profile) => {
  if (profile.drawer) state.parts.push({ kind: 'drawer' })
  return true
}

/** GS ( k for QR codes; not for other codes, nor for functions that are not QR's. */
const qrCode = (state: PrinterState, command: Uint8Array): boolean => {
  const [code, fn, ...parameters] = command.subarray(5)
  if (code !== 0x31) return false
  if (fn === 0x43) state.qrSize = parameters[0] ?? state.qrSize
  else if (fn === 0x50) state.qrData = new TextDecoder().decode(new Uint8Array(parameters.slice(1)))
  else if (fn === 0x51) {
    flushLine(state)
    state.parts.push({ kind: 'qr', align: state.align, data: state.qrData, size: state.qrSize })
  } else return fn === 0x41 || fn === 0x45
  return true
}

/** GS ( k prints a code; GS ( H asks for an answer when printing is done. */
const extended: Obey = (state, n, command) => (n === 0x6b ? qrCode(state, command) : n === 0x48)

const printRaster: Obey = (state, n, command) => {
  if (n !== 0x30) return false
  const word = (at: number) => (command[at] ?? 0) | ((command[at + 1] ?? 0) << 8)
  flushLine(state)
  const bits = command.slice(8)
  state.parts.push({ kind: 'raster', align: state.align, widthDots: word(4) * 8, heightDots: word(6), bits })
  return true
}

/** What is known of Epson's command reference, by a command's first two bytes. */
const COMMANDS: ReadonlyMap<number, Obey> = new Map<number, Obey>([
  [0x1004, nothing], // DLE EOT: status, at once
  [0x1d61, nothing], // GS a: status, whenever it changes
  [0x1d72, nothing], // GS r: status, after what went before
  [0x1b40, initialise], // ESC @
  [0x1b21, setLatinMode], // ESC !
  [0x1b45, setBold], // ESC E
  [0x1b61, setAlign], // ESC a
  [0x1b64, feed], // ESC d
  [0x1b70, openDrawer], // ESC p
  [0x1c26, setChinese(true)], // FS &
  [0x1c2e, setChinese(false)], // FS .
  [0x1c21, setChineseMode], // FS !
  [0x1d21, setSize], // GS !
  [0x1d28, extended], // GS (
  [0x1d56, cut], // GS V
  [0x1d76, printRaster], // GS v 0
])

/** Obeys one whole command; false where it is not known here. */
export const obey = (state: PrinterState, command: Uint8Array, profile: PrinterProfile): boolean => {
  const known = COMMANDS.get(((command[0] ?? 0) << 8) | (command[1] ?? 0))
  return known?.(state, command[2] ?? 0, command, profile) ?? false
}
