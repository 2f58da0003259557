import type { Align, TextSize } from '../receipt/receipt.ts'
import { commandLength, opensCommand } from './command-length.ts'
import { columnsPerCharacter } from './layout.ts'
import type { Paper, PaperPart, PaperRun } from './paper.ts'
import type { PrinterProfile } from './profile.ts'
import { columnsOf } from './width.ts'

const LF = 0x0a
const ALIGNS: readonly Align[] = ['left', 'center', 'right']

/** A printer's memory while it works through bytes. */
type State = {
  align: Align
  latinSize: TextSize
  chineseSize: TextSize
  bold: boolean
  chinese: boolean
  runs: PaperRun[]
  column: number
  qrSize: number
  qrData: string
  readonly parts: PaperPart[]
}

const freshState = (parts: PaperPart[]): State => ({
  align: 'left',
  latinSize: 'normal',
  chineseSize: 'normal',
  bold: false,
  chinese: true,
  runs: [],
  column: 0,
  qrSize: 3,
  qrData: '',
  parts,
})

const sizeOf = (wide: boolean, tall: boolean): TextSize =>
  wide ? (tall ? 'double' : 'wide') : tall ? 'tall' : 'normal'

const lineFeed = (state: State): void => {
  state.parts.push({ kind: 'line', align: state.align, runs: state.runs })
  state.runs = []
  state.column = 0
}

/** Prints a line only if something is on it. */
const flush = (state: State): void => {
  if (state.runs.length > 0) lineFeed(state)
}

const putCharacter = (state: State, character: string, profile: PrinterProfile): void => {
  const size = character <= '\x7f' ? state.latinSize : state.chineseSize
  const columns = columnsOf(character) * columnsPerCharacter(size)
  if (state.column + columns > profile.columns) lineFeed(state)
  state.column += columns
  const last = state.runs.at(-1)
  if (last && last.size === size && last.bold === state.bold) {
    state.runs[state.runs.length - 1] = { ...last, text: last.text + character }
  } else {
    state.runs.push({ text: character, size, bold: state.bold })
  }
}

/** The end of the text that starts at `at`: GB18030's later bytes may look like ASCII, so it goes character by character. */
const textEnd = (bytes: Uint8Array, at: number): number => {
  let end = at
  while (end < bytes.length && (bytes[end] ?? 0) >= 0x20) {
    const high = (bytes[end] ?? 0) >= 0x81
    const second = bytes[end + 1] ?? 0
    end += !high ? 1 : second >= 0x30 && second <= 0x39 ? 4 : 2
  }
  return Math.min(end, bytes.length)
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const unknown = (state: State, bytes: Uint8Array): void => {
  state.parts.push({ kind: 'unknown', hex: hexOf(bytes) })
}

const putText = (state: State, bytes: Uint8Array, profile: PrinterProfile): void => {
  // With Chinese off, bytes above ASCII print from a code page that differs by maker and country.
  if (!state.chinese && bytes.some((byte) => byte > 0x7f)) unknown(state, bytes)
  else for (const character of new TextDecoder('gb18030').decode(bytes)) putCharacter(state, character, profile)
}

/** GS ( k for QR codes; false for other codes and for functions that are not QR's. */
const qrCommand = (state: State, command: Uint8Array): boolean => {
  const [code, fn, ...parameters] = command.subarray(5)
  if (code !== 0x31) return false
  if (fn === 0x43) state.qrSize = parameters[0] ?? 3
  else if (fn === 0x50) state.qrData = new TextDecoder().decode(new Uint8Array(parameters.slice(1)))
  else if (fn === 0x51) {
    flush(state)
    state.parts.push({ kind: 'qr', align: state.align, data: state.qrData, size: state.qrSize })
  } else return fn === 0x41 || fn === 0x45
  return true
}

/** GS !: multiples above two have no TextSize. */
const setSize = (state: State, n: number): boolean => {
  if ((n & ~0x11) !== 0) return false
  state.latinSize = sizeOf((n & 0x10) !== 0, (n & 0x01) !== 0)
  state.chineseSize = state.latinSize
  return true
}

const printRaster = (state: State, command: Uint8Array): boolean => {
  if (command[2] !== 0x30) return false
  const word = (at: number) => (command[at] ?? 0) | ((command[at + 1] ?? 0) << 8)
  flush(state)
  const bits = command.slice(8)
  state.parts.push({ kind: 'raster', align: state.align, widthDots: word(4) * 8, heightDots: word(6), bits })
  return true
}

const feedLines = (state: State, lines: number): void => {
  const printed = state.runs.length > 0 ? 1 : 0
  flush(state)
  for (let line = printed; line < lines; line++) lineFeed(state)
}

const initialise = (state: State): void => {
  Object.assign(state, freshState(state.parts))
}

/** Obeys one whole command; false where it is not known here. Questions about the printer's status put nothing on paper. */
const obey = (state: State, command: Uint8Array, profile: PrinterProfile): boolean => {
  const n = command[2] ?? 0
  switch (((command[0] ?? 0) << 8) | (command[1] ?? 0)) {
    case 0x1b40: // ESC @
      initialise(state)
      return true
    case 0x1b61: // ESC a
      state.align = ALIGNS[n % 48] ?? state.align
      return n % 48 < 3
    case 0x1b45: // ESC E
      state.bold = (n & 1) === 1
      return true
    case 0x1b64: // ESC d
      feedLines(state, n)
      return true
    case 0x1b70: // ESC p
      if (profile.drawer) state.parts.push({ kind: 'drawer' })
      return true
    case 0x1c26: // FS &
    case 0x1c2e: // FS .
      state.chinese = command[1] === 0x26
      return true
    case 0x1c21: // FS !
      state.chineseSize = sizeOf((n & 0x04) !== 0, (n & 0x08) !== 0)
      return (n & ~0x0c) === 0
    case 0x1d21: // GS !
      return setSize(state, n)
    case 0x1d56: // GS V
      flush(state)
      if (profile.cutter) state.parts.push({ kind: 'cut' })
      return true
    case 0x1d28: // GS ( k, GS ( H
      return command[2] === 0x6b ? qrCommand(state, command) : command[2] === 0x48
    case 0x1d76: // GS v 0
      return printRaster(state, command)
    case 0x1004: // DLE EOT
    case 0x1d72: // GS r
    case 0x1d61: // GS a
      return true
    default:
      return false
  }
}

/**
 * What a printer puts on paper for these bytes. It breaks lines at the paper's edge as a printer does; text after the last
 * line feed stays in the printer's buffer and is not on paper. A command that it does not know, or that was cut short,
 * becomes `unknown`.
 */
export const decodePaper = (bytes: Uint8Array, profile: PrinterProfile): Paper => {
  const state = freshState([])
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    const start = at
    if (byte === LF) lineFeed(state)
    if (opensCommand(byte)) at += commandLength(bytes, at)
    else at = byte >= 0x20 ? textEnd(bytes, at) : at + 1
    const piece = bytes.subarray(start, at)
    if (byte >= 0x20) putText(state, piece, profile)
    else if (opensCommand(byte)) {
      if (at > bytes.length || !obey(state, piece, profile)) unknown(state, piece)
    } else if (byte !== LF) unknown(state, piece)
  }
  return { parts: state.parts }
}

/** The text of one line of paper. */
export const lineText = (line: Extract<PaperPart, { kind: 'line' }>): string =>
  line.runs.map((run) => run.text).join('')

/** The plain text of all lines, each ended by a line feed; QR codes, cuts and pictures are left out. */
export const paperText = (paper: Paper): string =>
  paper.parts
    .filter((part) => part.kind === 'line')
    .map((line) => `${lineText(line)}\n`)
    .join('')
