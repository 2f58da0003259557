import { isPrintable } from './gb18030.ts'

/** Accents, joiners and the like, which stand on the character before them. None has a two-byte code. */
const STANDS_ON_ANOTHER = /^[\p{M}\p{Cf}]/u

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

const takesNoColumn = (text: string, index: number, unit: number): boolean =>
  !isPrintable(unit) && STANDS_ON_ANOTHER.test(String.fromCodePoint(text.codePointAt(index) ?? unit))

/** Columns of the characters from `from` to `to`. */
const columnsBetween = (text: string, from: number, to: number): number => {
  let columns = 0
  for (let index = from; index < to; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) columns += 1
    // The second half of a surrogate pair belongs to the character that the first half counted.
    else if (!isSecondHalf(unit) && !takesNoColumn(text, index, unit)) columns += 2
  }
  return columns
}

/**
 * Columns of text on a receipt printer: one for ASCII, none for what stands on another character, two for all else. Not
 * Unicode's East Asian width: in Chinese mode every two-byte code is a full-width glyph, so ×, ° and é take two columns although
 * Unicode has them narrow.
 */
export const columnsOf = (text: string): number => columnsBetween(text, 0, text.length)

/** Where the character that begins at `at` ends, with all that stands on it. */
const characterEnd = (text: string, at: number): number => {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  while (end < text.length && text.charCodeAt(end) > 0x7f && takesNoColumn(text, end, text.charCodeAt(end))) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return end
}

/** Marks that may not end a line, and those that may not begin one. A price is not parted from its ￥. */
const OPENING = '（【《“‘￥'
const CLOSING = '，。、；：？！）】》”’％'

const SPACE = 0x20
const isWordUnit = (unit: number): boolean => unit > SPACE && unit < 0x80

/** Where the unit that begins at `at` ends: a Latin word or one other character, with the marks that open and close it. */
const unitEnd = (text: string, at: number): number => {
  let end = OPENING.includes(text.charAt(at)) && at + 1 < text.length && text.charCodeAt(at + 1) !== SPACE ? at + 1 : at
  if (isWordUnit(text.charCodeAt(end))) while (end < text.length && isWordUnit(text.charCodeAt(end))) end++
  else end = characterEnd(text, end)
  while (end < text.length && CLOSING.includes(text.charAt(end))) end++
  return end
}

const skipSpaces = (text: string, at: number): number => {
  let end = at
  while (end < text.length && text.charCodeAt(end) === SPACE) end++
  return end
}

/** Where a line of at most `columns` from `at` on ends that breaks wherever it must, after one character at least. */
const hardEnd = (text: string, at: number, columns: number): number => {
  let end = characterEnd(text, at)
  let used = columnsBetween(text, at, end)
  while (end < text.length) {
    const next = characterEnd(text, end)
    used += columnsBetween(text, end, next)
    if (used > columns) break
    end = next
  }
  return end
}

/** Where the line that begins at `at` ends: after the last unit that fits, or within the first where that is too long. */
const lineEnd = (text: string, at: number, columns: number): number => {
  let end = at
  let used = 0
  for (let start = at; start < text.length; start = skipSpaces(text, end)) {
    const next = unitEnd(text, start)
    used += start - end + columnsBetween(text, start, next)
    if (used > columns) return end === at ? hardEnd(text, at, columns) : end
    end = next
  }
  return end
}

const wrapPlain = (text: string, columns: number): string[] => {
  const lines: string[] = []
  for (let at = skipSpaces(text, 0); at < text.length; ) {
    const end = lineEnd(text, at, columns)
    lines.push(text.slice(at, end))
    at = skipSpaces(text, end)
  }
  return lines.length === 0 ? [''] : lines
}

/** Text without the spaces at its end. */
export const trimSpaces = (text: string): string => {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === SPACE) end--
  return text.slice(0, end)
}

/** Text in lines of at most `columns` (2 or more); only spaces at a break are dropped. Keeps a leading indent on every line. */
export const wrapText = (text: string, columns: number): string[] => {
  if (columnsOf(text) <= columns) return [trimSpaces(text)]
  const indent = skipSpaces(text, 0)
  if (indent === 0 || columns - indent < Math.max(2, columns / 2)) return wrapPlain(text, columns)
  const before = ' '.repeat(indent)
  return wrapPlain(text.slice(indent), columns - indent).map((line) => before + line)
}
