import { gb18030Length } from './gb18030.ts'

const isControl = (point: number): boolean => point < 0x20 || (point >= 0x7f && point < 0xa0)

/** Private-use characters have two-byte codes, but each maker prints something else for them, or nothing. */
const isPrivateUse = (point: number): boolean => point >= 0xe000 && point <= 0xf8ff

const printableCharacter = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  if (!isControl(point) && !isPrivateUse(point) && gb18030Length(character) < 4) return character
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
