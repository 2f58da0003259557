import type { Paper, PaperPart } from '../../../shared/escpos/paper.ts'
import type { Text } from '../../i18n/use-text.ts'

/** What a part of paper says to somebody who cannot see it; null for an empty line, and for a rule, which says nothing. */
const wordsOf = (part: PaperPart, text: Text): string | null => {
  switch (part.kind) {
    case 'line': {
      const line = part.runs.map((run) => run.text).join('')
      return /[^\s─=-]/.test(line) ? line.trim() : null
    }
    case 'qr':
      return text('paperQr', { data: part.data })
    case 'barcode':
      return text('paperBarcode', { data: part.data })
    case 'raster':
      return text('paperRaster', { width: part.width, height: part.height })
    default:
      return markOf(part, text)
  }
}

/** What leaves no dots on the paper, or is no part of the print. null for everything else. */
const markOf = (part: PaperPart, text: Text): string | null => {
  switch (part.kind) {
    case 'cut':
      return `✂ ${text('paperCut')}`
    case 'drawer':
      return `▣ ${text('paperDrawer')}`
    case 'beep':
      return `♪ ${text('paperBeep')}`
    case 'stored':
      return text('paperStored', { name: part.name })
    case 'unknown':
      return text('paperUnknown', { hex: part.hex })
    default:
      return null
  }
}

/** A paper's words from top to bottom. */
export const paperWords = (paper: Paper, text: Text): string[] =>
  paper.parts.flatMap((part) => wordsOf(part, text) ?? [])

/** What has to be said beside the print: once for each height on the paper, in dots from its top. */
export const marksOf = (paper: Paper, text: Text): { readonly top: number; readonly words: string }[] => {
  const marks = new Map<number, string>()
  for (const part of paper.parts) {
    const mark = markOf(part, text)
    const before = marks.get(part.top)
    if (mark !== null) marks.set(part.top, before === undefined ? mark : `${before} · ${mark}`)
  }
  return [...marks].map(([top, words]) => ({ top, words }))
}
