import { CODE_COMMANDS } from './code-commands.ts'
import { PICTURE_COMMANDS } from './picture-commands.ts'
import { feedLines, flushLine, initialSettings, LINE_DOTS, lineFeed, type PrinterState } from './printer-state.ts'
import { type Obey, STYLE_COMMANDS } from './style-commands.ts'

/** For commands that put nothing on paper. */
const nothing: Obey = () => true

const initialise: Obey = (state) => {
  Object.assign(state, initialSettings(), { runs: [], x: 0 })
  return true
}

const feed: Obey = (state, n) => {
  feedLines(state, n)
  return true
}

/** ESC J: prints the buffer and feeds so many dots in all. */
const feedDots: Obey = (state, n) => {
  if (state.runs.length > 0) lineFeed(state, n)
  else state.top += n
  return true
}

const setLineDots =
  (dots?: number): Obey =>
  (state, n) => {
    state.lineDots = dots ?? n
    return true
  }

const putCut = (state: PrinterState, full: boolean): boolean => {
  flushLine(state)
  if (state.profile.cutter) state.parts.push({ kind: 'cut', full, top: state.top })
  return true
}

/** GS V: 0, 48 and 65 cut all, 1, 49 and 66 but for a point; with 65 and 66 the paper is fed first. */
const cut: Obey = (state, n, command) => {
  if (![0, 1, 48, 49, 65, 66].includes(n)) return false
  flushLine(state)
  state.top += command[3] ?? 0
  return putCut(state, n % 48 === 0 || n === 65)
}

const openDrawer: Obey = (state, n) => {
  if (state.profile.drawer) state.parts.push({ kind: 'drawer', pin: (n & 1) === 0 ? 2 : 5, top: state.top })
  return true
}

const putBeep = (state: PrinterState, times: number): boolean => {
  state.parts.push({ kind: 'beep', times, top: state.top })
  return true
}

/** ESC ( A, function 97 with all parameters: Epson's beeper. */
const beepEpson: Obey = (state, _n, command) =>
  command[5] === 0x61 && command[6] === 0x64 && putBeep(state, command[7] ?? 0)

const IN_PARENTHESIS = 0x28

/** What is known of Epson's command reference, by a command's first two bytes; where the second is (, by its third too. */
const COMMANDS: ReadonlyMap<number, Obey> = new Map<number, Obey>([
  ...STYLE_COMMANDS,
  ...CODE_COMMANDS,
  ...PICTURE_COMMANDS,
  [0x1004, nothing], // DLE EOT: status, at once
  [0x1d61, nothing], // GS a: status, whenever it changes
  [0x1d72, nothing], // GS r: status, after what went before
  [0x1d2848, nothing], // GS ( H: an answer when printing is done
  [0x1b40, initialise], // ESC @
  [0x1b32, setLineDots(LINE_DOTS)], // ESC 2
  [0x1b33, setLineDots()], // ESC 3
  [0x1b42, (state, n) => putBeep(state, n)], // ESC B
  [0x1b2841, beepEpson], // ESC ( A
  [0x1b4a, feedDots], // ESC J
  [0x1b64, feed], // ESC d
  [0x1b69, (state) => putCut(state, true)], // ESC i
  [0x1b6d, (state) => putCut(state, false)], // ESC m
  [0x1b70, openDrawer], // ESC p
  [0x1d56, cut], // GS V
])

/** Obeys one whole command; false where it is not known here. */
export const obey = (state: PrinterState, command: Uint8Array): boolean => {
  const [lead = 0, name = 0, n = 0] = command
  const pair = (lead << 8) | name
  const known = COMMANDS.get(name === IN_PARENTHESIS ? (pair << 8) | n : pair)
  return known?.(state, n, command) ?? false
}
