import Printer from 'escpos/printer.js'
import { decodePaper, lineText } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import type { Block, Receipt } from '../../shared/receipt/receipt.ts'
import { percentile } from './percentile.ts'

const LINES = 36
const ROUNDS = 200
const WARMING = 500
const NAMES = ['宫保鸡丁', '老北京炸酱面配六样菜码', 'Kung Pao chicken 宫保鸡丁 (large)', '可乐'] as const

const receipt: Receipt = {
  blocks: Array.from({ length: LINES }, (_, at): Block => {
    const text = NAMES[at % NAMES.length] ?? ''
    const count = { text: String(at + 1), align: 'right' } as const
    return { kind: 'row', cells: [{ text, grow: true }, count, { text: `￥${at * 3 + 12}.00`, align: 'right' }] }
  }),
}

const encodedBytes = (blocks: Receipt): Uint8Array => {
  const encoded = encodeReceipt(blocks, GENERIC_80)
  if (!encoded.ok) throw new Error(encoded.reason)
  return encoded.value
}

const linesOf = (bytes: Uint8Array): string[] =>
  decodePaper(bytes, GENERIC_80).parts.flatMap((part) => (part.kind === 'line' ? [lineText(part)] : []))

/** npm escpos, handed the lines that ours has laid out: it has only to encode them. */
const encodeByEscpos = (lines: readonly string[]): void => {
  const printer = new Printer({ write: () => undefined })
  for (const line of lines) printer.text(line)
  printer.flush()
}

const microseconds = (run: () => void): number => {
  const started = performance.now()
  run()
  return (performance.now() - started) * 1_000
}

const ROWS: Record<string, (lines: readonly string[], finished: Receipt) => unknown> = {
  fromBlocks: () => encodeReceipt(receipt, GENERIC_80),
  fromLines: (_lines, finished) => encodeReceipt(finished, GENERIC_80),
  escposFromLines: encodeByEscpos,
}

/**
 * One receipt of 36 rows to bytes: ours from blocks, laying them out; ours and npm escpos from the finished lines. Turn by
 * turn, in microseconds.
 */
export const encode = () => {
  const lines = linesOf(encodedBytes(receipt))
  const finished: Receipt = { blocks: lines.map((text): Block => ({ kind: 'text', text })) }
  const times = Object.entries(ROWS).map(([name, run]) => ({ name, run, all: [] as number[] }))
  for (let round = 0; round < WARMING + ROUNDS; round++) {
    for (const { run, all } of times) all.push(microseconds(() => run(lines, finished)))
  }
  const medians = times.map(({ name, all }) => [name, percentile(all.slice(WARMING), 50)] as const)
  return { name: 'encode', lines: lines.length, ...Object.fromEntries(medians) }
}
