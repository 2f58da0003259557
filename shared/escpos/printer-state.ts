import type { Align, TextSize } from '../receipt/receipt.ts'
import type { DotImage } from './dot-image.ts'
import { CHARACTER_DOTS, COLUMN_DOTS, scaleOf, sizeOf } from './draw-text.ts'
import type { PaperPart, PaperRun, QrLevel } from './paper.ts'
import type { PrinterProfile } from './profile.ts'

/** From one line to the next: 3.75 mm at 203 dpi. */
export const LINE_DOTS = 30

/** A run that still grows. */
type GrowingRun = { -readonly [Key in keyof PaperRun]: PaperRun[Key] }

/** A picture, and how many dots of paper each of its dots takes. */
export type KeptImage = { readonly image: DotImage; readonly across: number; readonly down: number }

/** How a printer is set; ESC @ sets it back. */
type Settings = {
  align: Align
  latinSize: TextSize
  /** Latin in the second font; where it is sized too, it is shown as the first. */
  secondFont: boolean
  chineseSize: TextSize
  bold: boolean
  latinUnderline: boolean
  chineseUnderline: boolean
  inverse: boolean
  chinese: boolean
  lineDots: number
  /** `modules`: how many there are on a side, once the code was worked out. */
  qr: { readonly size: number; readonly level: QrLevel; readonly data: string; modules: number | null }
  barcode: { readonly height: number; readonly moduleDots: number; readonly withText: boolean }
}

/** A printer's memory while it works through bytes, with the paper that it has printed so far. */
export type PrinterState = Settings & {
  readonly profile: PrinterProfile
  /** The line in the buffer, and how far it reaches, in dots. */
  runs: GrowingRun[]
  x: number
  readonly parts: PaperPart[]
  /** How much paper came out, in dots. */
  top: number
  /** Pictures that the printer was given to keep, by the command and the name; the one in its buffer has no name. */
  readonly kept: Map<string, KeptImage>
}

/** The settings of a printer that has just been switched on, or was sent ESC @. */
export const initialSettings = (): Settings => ({
  align: 'left',
  latinSize: 'normal',
  secondFont: false,
  chineseSize: 'normal',
  bold: false,
  latinUnderline: false,
  chineseUnderline: false,
  inverse: false,
  chinese: true,
  lineDots: LINE_DOTS,
  qr: { size: 3, level: 'L', data: '', modules: null },
  barcode: { height: 162, moduleDots: 3, withText: false },
})

/** A printer with an empty buffer and no paper out. */
export const initialState = (profile: PrinterProfile): PrinterState => ({
  ...initialSettings(),
  profile,
  runs: [],
  x: 0,
  parts: [],
  top: 0,
  kept: new Map(),
})

/** Where something so wide begins, by the alignment. */
const leftOf = ({ align, profile }: PrinterState, width: number): number => {
  const free = Math.max(0, profile.dots - width)
  return align === 'left' ? 0 : align === 'right' ? free : free >> 1
}

/** Prints the buffer as a line, empty or not, and feeds so many dots in all, the height of its characters at least. */
export const lineFeed = (state: PrinterState, dots = state.lineDots): void => {
  const left = leftOf(state, state.x)
  const runs = state.runs.map((run) => ({ ...run, left: run.left + left }))
  const tallest = runs.reduce((most, { size }) => Math.max(most, scaleOf(size).y), 0)
  const height = Math.max(dots, tallest * CHARACTER_DOTS)
  state.parts.push({ kind: 'line', align: state.align, runs, top: state.top, height })
  state.top += height
  state.runs = []
  state.x = 0
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

/** The box of something so wide and high, by the alignment, below what was printed; the paper moves on by its height. */
export const takeBox = (state: PrinterState, width: number, height: number) => {
  flushLine(state)
  const box = { align: state.align, left: leftOf(state, width), top: state.top, width, height }
  state.top += height
  return box
}

const continues = (run: GrowingRun, state: PrinterState, size: TextSize, underline: boolean): boolean =>
  run.size === size && run.bold === state.bold && run.underline === underline && run.inverse === state.inverse

const latinSizeOf = ({ latinSize, secondFont }: PrinterState): TextSize =>
  secondFont && latinSize === 'normal' ? 'small' : latinSize

/** Puts one character into the buffer, which prints first if the character would not fit on the line. */
const putCharacter = (state: PrinterState, character: string): void => {
  const isLatin = character <= '\x7f'
  const size = isLatin ? latinSizeOf(state) : state.chineseSize
  const underline = isLatin ? state.latinUnderline : state.chineseUnderline
  const dots = sizeOf({ text: character, size }).width
  if (state.x + dots > state.profile.columns * COLUMN_DOTS) lineFeed(state)
  const last = state.runs.at(-1)
  if (last && continues(last, state, size, underline)) last.text += character
  else {
    const { bold, inverse } = state
    state.runs.push({ text: character, size, bold, underline, inverse, left: state.x })
  }
  state.x += dots
}

/** Shows bytes that put nothing readable on paper. */
export const putUnknown = (state: PrinterState, bytes: Uint8Array): void => {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  state.parts.push({ kind: 'unknown', hex, top: state.top })
}

const GB18030 = new TextDecoder('gb18030')

/** Puts GB18030 text into the buffer. */
export const putText = (state: PrinterState, bytes: Uint8Array): void => {
  // With Chinese off, bytes above ASCII print from a code page that differs by maker and country.
  if (!state.chinese && bytes.some((byte) => byte > 0x7f)) putUnknown(state, bytes)
  else for (const character of GB18030.decode(bytes)) putCharacter(state, character)
}
