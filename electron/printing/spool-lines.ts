import { createHash } from 'node:crypto'

const SUM_LENGTH = 16
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, SUM_LENGTH)
const sumOf = (line: string) => line.slice(0, SUM_LENGTH)
const textOf = (line: string) => line.slice(SUM_LENGTH + 1)

/** What the first line of a log follows. */
export const BEFORE_FIRST = '0'.repeat(SUM_LENGTH)

/** A line with a checksum over its text and over the line before, so that none can be lost, moved or doubled unseen; and that sum. */
export const chainedLine = (before: string, text: string): { readonly line: string; readonly sum: string } => {
  const sum = digest(`${before}\n${text}`)
  return { line: `${sum} ${text}\n`, sum }
}

/** The texts of a log's lines, up to the first one that is not what stood there: `null` in its place ends them. */
export function* readChained(lines: readonly string[]): Generator<string | null> {
  const [first = ''] = lines
  // Logs of before the chain: each line's checksum is over that line alone.
  const isChained = sumOf(first) !== digest(textOf(first))
  let before = BEFORE_FIRST
  for (const line of lines) {
    const text = textOf(line)
    const sum = isChained ? chainedLine(before, text).sum : digest(text)
    if (sum !== sumOf(line)) return yield null
    yield text
    before = sum
  }
}
