import type { Align, TextSize } from '../receipt/receipt.ts'
import { columnsPerCharacter } from './layout.ts'
import type { PaperPart, PaperRun } from './paper.ts'
import type { PrinterProfile } from './profile.ts'
import { columnsOf } from './width.ts'

/** A printer's memory while it works through bytes, with the paper that it has printed so far. */
export type PrinterState = {
  align: Align
  latinSize: TextSize
  chineseSize: TextSize
  bold: boolean
  chinese: boolean
  qrSize: number
  qrData: string
  /** The line in the buffer, and the columns that it takes. */
  runs: PaperRun[]
  column: number
  readonly parts: PaperPart[]
}

/** A printer that has just been switched on, or was sent ESC @. */
export const initialState = (parts: PaperPart[]): PrinterState => ({
  align: 'left',
  latinSize: 'normal',
  chineseSize: 'normal',
  bold: false,
  chinese: true,
  qrSize: 3,
  qrData: '',
  runs: [],
  column: 0,
  parts,
})

/** Prints the buffer as a line, empty or not. */
export const lineFeed = (state: PrinterState): void => {
  state.parts.push({ kind: 'line', align: state.align, runs: state.runs })
  state.runs = []
  state.column = 0
}

/** Prints the buffer only if something is in it. */
export const flushLine = (state: PrinterState): void => {
  if (state.runs.length > 0) lineFeed(state)
}

/** ESC d: prints the buffer and feeds so many lines in all. */
export const feedLines = (state: PrinterState, lines: number): void => {
  const printed = state.runs.length > 0 ? 1 : 0
  flushLine(state)
  for (let line = printed; line < lines; line++) lineFeed(state)
}

/** Puts one character into the buffer, which prints first if the character would not fit on the line. */
const putCharacter = (state: PrinterState, character: string, profile: PrinterProfile): void => {
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

/** Shows bytes that put nothing readable on paper. */
export const putUnknown = (state: PrinterState, bytes: Uint8Array): void => {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  state.parts.push({ kind: 'unknown', hex })
}

const GB18030 = new TextDecoder('gb18030')

/** Puts GB18030 text into the buffer. */
export const putText = (state: PrinterState, bytes: Uint8Array, profile: PrinterProfile): void => {
  // With Chinese off, bytes above ASCII print from a code page that differs by maker and country.
  if (!state.chinese && bytes.some((byte) => byte > 0x7f)) putUnknown(state, bytes)
  else for (const character of GB18030.decode(bytes)) putCharacter(state, character, profile)
}
