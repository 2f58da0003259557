import type { Finding } from './judge.ts'

/** One injury of one file, and what the app made of it. */
export type Row = Finding & {
  readonly file: string
  readonly injury: string
  readonly copyLives: boolean
  readonly wrong: readonly string[]
}

const cell = (text: string): string => text.replaceAll('|', '/').replace(/\s+/g, ' ').slice(0, 90)

const summary = ({ screen, before, inJournal, inMirror, sale }: Row): string =>
  [screen, `${inJournal}/${before}`, `${inMirror}/${before}`, sale].map(cell).join(' | ')

const verdict = ({ wrong, copyLives, sale }: Row): string => {
  if (wrong.length > 0) return wrong.join('; ')
  if (!copyLives) return 'only head office has them left; it says so and does not sell'
  if (sale === 'not taken') return 'nothing lost; it says why it does not sell'
  return sale === 'one copy' ? 'nothing lost; it says that the second copy is behind' : 'nothing lost'
}

/** The rows as a Markdown table; injuries of one file that led to the same share a line. */
export const markdownTable = (rows: readonly Row[]): string => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = `${row.file} ${summary(row)} ${row.wrong.join()}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const lines = [...groups.values()].map((group) => {
    const [first] = group
    if (first === undefined) throw new Error('an empty group')
    return `| ${cell(first.file)} | ${group.map(({ injury }) => injury).join(', ')} | ${summary(first)} | ${verdict(first)} |`
  })
  return [
    '| file | injury | the app shows | in the journal | in the mirror | one more sale | verdict |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}
