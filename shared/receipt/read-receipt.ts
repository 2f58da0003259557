import type { Paper, PaperPart } from '../escpos/paper.ts'
import { type Fen, fen } from '../money/fen.ts'

/** What a sale's receipt says on paper; `copy` is true for a further print of one. */
export type ReadReceipt = { readonly receiptNo: string; readonly totalFen: Fen; readonly copy: boolean }

const RECEIPT_NO = /^(?:小票号 Receipt|小票号|Receipt) (\S+)$/
const COPY = /^重打印 COPY \d+$/
const TOTAL = /^(?:合计 TOTAL|合计|TOTAL)\s*￥([\d,]+)\.(\d{2})$/m

type Line = Extract<PaperPart, { kind: 'line' }>
const textOf = (line: Line): string => line.runs.map((run) => run.text).join('')

/** Notes and dishes are never bold: a guest's "合计 ￥0.01" is not taken for the total. */
const isBold = (line: Line): boolean => line.runs.length > 0 && line.runs.every((run) => run.bold)

/** The restaurant's name, the only thing above the number, is printed large: "Receipt Bar" is not taken for a number. */
const isPlain = (line: Line): boolean => line.runs.every((run) => run.size === 'normal' && !run.bold)

/** Reads a sale's receipt back from paper; null where the paper is no sale's receipt. */
export const readReceiptTotal = (paper: Paper): ReadReceipt | null => {
  const lines = paper.parts.filter((part) => part.kind === 'line')
  const bold = lines.filter(isBold).map(textOf)
  const total = TOTAL.exec(bold.join('\n'))
  const receiptNo = lines
    .filter(isPlain)
    .map((line) => RECEIPT_NO.exec(textOf(line))?.[1])
    .find((found) => found !== undefined)
  if (!total || receiptNo === undefined) return null
  const totalFen = fen(Number(`${total[1]}${total[2]}`.replaceAll(',', '')))
  return { receiptNo, totalFen, copy: bold.some((text) => COPY.test(text)) }
}
