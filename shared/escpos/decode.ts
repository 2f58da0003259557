import { commandLength, opensCommand } from './command-length.ts'
import type { Paper, PaperPart } from './paper.ts'
import { obey } from './printer-commands.ts'
import { initialState, lineFeed, type PrinterState, putText, putUnknown } from './printer-state.ts'
import type { PrinterProfile } from './profile.ts'

const LF = 0x0a

/** Where the text that starts at `at` ends. GB18030's later bytes may look like ASCII, so it goes character by character. */
const textEnd = (bytes: Uint8Array, at: number): number => {
  let end = at
  while (end < bytes.length && (bytes[end] ?? 0) >= 0x20) {
    const high = (bytes[end] ?? 0) >= 0x81
    const second = bytes[end + 1] ?? 0
    end += !high ? 1 : second >= 0x30 && second <= 0x39 ? 4 : 2
  }
  return Math.min(end, bytes.length)
}

/** Works through one text, line feed or command, and says where the next begins. */
const step = (state: PrinterState, bytes: Uint8Array, at: number): number => {
  const byte = bytes[at] ?? 0
  if (byte >= 0x20) {
    const end = textEnd(bytes, at)
    putText(state, bytes.subarray(at, end))
    return end
  }
  if (byte === LF) {
    lineFeed(state)
    return at + 1
  }
  const end = opensCommand(byte) ? at + commandLength(bytes, at) : at + 1
  const command = bytes.subarray(at, end)
  if (end > bytes.length || !obey(state, command)) putUnknown(state, command)
  return end
}

/**
 * What a printer puts on paper for these bytes, and where. It breaks lines at the paper's edge as a printer does; text after the
 * last line feed stays in the printer's buffer and is not on paper. Questions about the printer's status leave no trace. A
 * command that is not known here, or that was cut short, becomes `unknown`. Takes any bytes.
 */
export const decodePaper = (bytes: Uint8Array, profile: PrinterProfile): Paper => {
  const state = initialState(profile)
  for (let at = 0; at < bytes.length; ) at = step(state, bytes, at)
  return { parts: state.parts, height: state.top }
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
