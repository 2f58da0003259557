/**
 * Columns of printable text on a receipt printer: one for ASCII, two for all else. Not Unicode's East Asian width: in
 * Chinese mode every two-byte code is a full-width glyph, so ×, ° and é take two columns although Unicode has them narrow.
 */
export const columnsOf = (text: string): number => {
  let columns = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // The second half of a surrogate pair belongs to the character that the first half counted.
    if (unit < 0xdc00 || unit > 0xdfff) columns += unit < 0x80 ? 1 : 2
  }
  return columns
}

/** Breaks text after a column count, wherever that falls. */
const splitAt = (text: string, columns: number): string[] => {
  const parts: string[] = []
  let part = ''
  for (const character of text) {
    if (part !== '' && columnsOf(part) + columnsOf(character) > columns) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return part === '' ? parts : [...parts, part]
}

/** Runs of spaces, Latin words and single Chinese characters; closing marks stay with what they close, opening ones open. */
const UNITS = / +|[（【《“‘]?(?:[\x21-\x7e]+|[^\x20-\x7e])[，。、；：？！）】》”’％]*/gu

const wrapPlain = (text: string, columns: number): string[] => {
  if (columnsOf(text) <= columns) return [text.trimEnd()]
  const lines: string[] = []
  let line = ''
  let spaces = ''
  for (const [unit] of text.matchAll(UNITS)) {
    if (unit.startsWith(' ')) {
      spaces = unit
    } else if (columnsOf(line + spaces + unit) <= columns) {
      line += spaces + unit
      spaces = ''
    } else {
      if (line !== '') lines.push(line)
      const parts = splitAt(unit, columns)
      line = parts.pop() ?? ''
      lines.push(...parts)
      spaces = ''
    }
  }
  return [...lines, line]
}

/** Printable text in lines of at most `columns` (2 or more); only spaces at a break are dropped. Keeps a leading indent on every line. */
export const wrapText = (text: string, columns: number): string[] => {
  const indent = text.startsWith(' ') ? (/^ */.exec(text)?.[0] ?? '') : ''
  if (indent === '' || columns - indent.length < Math.max(2, columns / 2)) return wrapPlain(text.trimStart(), columns)
  return wrapPlain(text.slice(indent.length), columns - indent.length).map((line) => indent + line)
}
