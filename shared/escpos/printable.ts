import { gb18030Length } from './gb18030.ts'

const isControl = (point: number): boolean => point < 0x20 || (point >= 0x7f && point < 0xa0)

/** Private-use characters have two-byte codes, but each maker prints something else for them, or nothing. */
const isPrivateUse = (point: number): boolean => point >= 0xe000 && point <= 0xf8ff

const isPrintable = (point: number): boolean => !isControl(point) && !isPrivateUse(point) && gb18030Length(point) < 4

const printableCharacter = (character: string): string => {
  const point = character.codePointAt(0) ?? 0
  if (isPrintable(point)) return character
  return `［U+${point.toString(16).toUpperCase().padStart(4, '0')}］`
}

/** Nearly every text: it is then printed as it is. Half of a surrogate pair has no two-byte code. */
const isAllPrintable = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x20 && unit < 0x7f) continue
    if (unit < 0xa6 || !isPrintable(unit)) return false
  }
  return true
}

/**
 * Text with nothing in it that a printer's Chinese font lacks: a character with a four-byte GB18030 code, a control or a
 * private-use character is replaced by its code, as in ［U+20BB7］, so that nothing is lost and nothing prints as "?".
 * (Printing such characters as a picture is not done yet.) ¥ becomes ￥, a no-break space a space.
 */
export const toPrintable = (text: string): string => {
  if (isAllPrintable(text)) return text
  return Array.from(text.replaceAll('¥', '￥').replaceAll('\u00a0', ' ').toWellFormed(), printableCharacter).join('')
}
