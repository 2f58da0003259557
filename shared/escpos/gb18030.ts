import { ByteRun } from './byte-run.ts'
import { fourByteNumber, fourBytes, printableCodes, twoByteCodes } from './gb18030-tables.ts'

const YEN = 0xa5
const FULL_WIDTH_YEN = 0xffe5
const REPLACEMENT = 0xfffd

const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff

const putPoint = (run: ByteRun, point: number): void => {
  const pair = point > 0xffff ? 0 : (twoByteCodes()[point === YEN ? FULL_WIDTH_YEN : point] ?? 0)
  if (point < 0x80) run.push(point)
  else if (pair !== 0) run.push(pair >> 8, pair & 0xff)
  else run.push(...fourBytes(fourByteNumber(isSurrogate(point) ? REPLACEMENT : point)))
}

/**
 * Text as GB18030 bytes, which TextDecoder('gb18030') reads back. ¥ (U+00A5) becomes ￥ (U+FFE5), because its own code is a
 * four-byte one without a glyph on most printers; a lone surrogate and the few private-use characters that the standard
 * gives no code become U+FFFD.
 */
export const encodeGb18030 = (text: string): Uint8Array => {
  const run = new ByteRun()
  for (const character of text) putPoint(run, character.codePointAt(0) ?? REPLACEMENT)
  return run.take()
}

/**
 * Puts text that every Chinese printer can print at the end of a run, and says how many bytes that took: one for ASCII, two
 * for all else, which is the number of columns too. -1, with nothing put, where a printer has no glyph for a character.
 */
export const putPrintable = (run: ByteRun, text: string): number => {
  const codes = printableCodes()
  const into = run.reserve(2 * text.length)
  let at = run.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x20 && unit < 0x7f) {
      into[at++] = unit
      continue
    }
    const code = unit < 0x80 ? 0 : (codes[unit] ?? 0)
    if (code === 0) return -1
    into[at++] = code >> 8
    into[at++] = code & 0xff
  }
  const put = at - run.length
  run.length = at
  return put
}

/** Whether a character has a glyph in every Chinese printer: printable ASCII, and what has a two-byte code. */
export const isPrintable = (point: number): boolean =>
  point < 0x80 ? point >= 0x20 && point < 0x7f : point <= 0xffff && printableCodes()[point] !== 0
