import { gb18030Length } from './gb18030.ts'

/** Private-use characters have two-byte codes, but each maker prints something else for them, or nothing. */
const NO_GLYPH = /[\p{Cc}\p{Co}]/u

const printableCharacter = (character: string): string => {
  if (gb18030Length(character) < 4 && !NO_GLYPH.test(character)) return character
  const point = character.codePointAt(0) ?? 0
  return `［U+${point.toString(16).toUpperCase().padStart(4, '0')}］`
}

/**
 * Text with nothing in it that a printer's Chinese font lacks: a character with a four-byte GB18030 code, a control or a
 * private-use character is replaced by its code, as in ［U+20BB7］, so that nothing is lost and nothing prints as "?".
 * (Printing such characters as a picture is not done yet.) ¥ becomes ￥, a no-break space a space.
 */
export const toPrintable = (text: string): string => {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return Array.from(text.replaceAll('¥', '￥').replaceAll('\u00a0', ' ').toWellFormed(), printableCharacter).join('')
}
