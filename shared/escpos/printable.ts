import { isPrintable } from './gb18030.ts'

/** A character that no font draws: a control, half a surrogate pair, or one of private use, which each maker draws otherwise. */
const DRAWN_BY_NONE = /[\p{Cc}\p{Co}\p{Cs}]/gu
const NO_BREAK_SPACE = '\u00a0'

const codeOf = (character: string): string =>
  `［U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}］`

/** Whether a printer's own Chinese font has every character of a text; where not, the text must be drawn for it. */
export const isAllPrintable = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) if (!isPrintable(text.charCodeAt(index))) return false
  return true
}

/**
 * Text with nothing in it that cannot be drawn: a control or a private-use character is replaced by its code, as in ［U+0007］,
 * so that nothing is lost; half a surrogate pair by U+FFFD. ¥ becomes ￥, a no-break space a space.
 */
export const toPrintable = (text: string): string => {
  if (isAllPrintable(text)) return text
  return text.toWellFormed().replaceAll('¥', '￥').replaceAll(NO_BREAK_SPACE, ' ').replace(DRAWN_BY_NONE, codeOf)
}

/** Text with every character that a printer's own Chinese font lacks replaced by its code, as in ［U+20BB7］. */
export const spellOut = (text: string): string =>
  Array.from(toPrintable(text), (character) =>
    isPrintable(character.codePointAt(0) ?? 0) ? character : codeOf(character),
  ).join('')
