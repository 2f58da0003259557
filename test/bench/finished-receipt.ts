import { decodePaper } from '../../shared/escpos/decode.ts'
import { encodeReceipt } from '../../shared/escpos/encode.ts'
import type { PaperPart } from '../../shared/escpos/paper.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import type { EntryOf } from '../../shared/journal/entry.ts'
import type { Align, Receipt, TextSize } from '../../shared/receipt/receipt.ts'
import { saleReceipt } from '../../shared/receipt/sale-receipt.ts'
import { PROOF, SALE } from '../fixtures/specimen-entries.ts'

/** A line as it stands on paper: laid out already, for libraries that are to do no more than encode it. */
export type FinishedLine = {
  readonly text: string
  readonly align: Align
  readonly size: TextSize
  readonly bold: boolean
}

/** A document as such lines, with a QR code between some of them, and cut at its end. */
export type Finished = { readonly lines: readonly FinishedLine[]; readonly qr: string; readonly qrAfter: number }

const LINES = 40
const DISHES = ['宫保鸡丁', '老北京炸酱面配六样菜码（大碗）', '清蒸鲈鱼', '西湖龙井茶', '米饭', '鱼香肉丝盖饭（少辣）']

const dishes = (count: number): EntryOf<'SALE'>['body']['lines'] =>
  Array.from({ length: count }, (_, index) => {
    const line = SALE.body.lines[index % SALE.body.lines.length]
    if (line === undefined) throw new Error('the specimen has no lines')
    const zh = DISHES[index % DISHES.length] ?? ''
    return { ...line, name: { ...line.name, zh } }
  })

const receiptOf = (count: number): Receipt =>
  saleReceipt({ ...SALE, body: { ...SALE.body, lines: dishes(count) } }, PROOF, {
    ...{ restaurant: '存根小馆', language: 'zh', sample: true, staffName: '王芳' },
    nameOf: (staffId) => staffId,
    stationName: (station) => ({ zh: station, en: station }),
  })

const bytesOf = (receipt: Receipt): Uint8Array => {
  const encoded = encodeReceipt(receipt, GENERIC_80)
  if (!encoded.ok) throw new Error(`${encoded.reason}: ${encoded.detail}`)
  return encoded.value
}

/** The parts of paper that text and QR codes make, without empty lines, feeds and cuts. */
const wordsOn = (bytes: Uint8Array): PaperPart[] =>
  decodePaper(bytes, GENERIC_80).parts.filter(
    (part) => part.kind === 'qr' || (part.kind === 'line' && part.runs.length > 0),
  )

const finishedOf = (receipt: Receipt): Finished => {
  const parts = wordsOn(bytesOf(receipt))
  const lines = parts.flatMap((part): FinishedLine[] => {
    if (part.kind !== 'line') return []
    const { size = 'normal', bold = false } = part.runs[0] ?? {}
    return [{ text: part.runs.map((run) => run.text).join(''), align: part.align, size, bold }]
  })
  const qrAfter = parts.findIndex((part) => part.kind === 'qr')
  const code = parts[qrAfter]
  return { lines, qr: code?.kind === 'qr' ? code.data : '', qrAfter }
}

/** A sale's receipt of 40 lines in Chinese with a QR code: as ours gets it, and laid out. */
export const fortyLines = (): { readonly receipt: Receipt; readonly finished: Finished } => {
  for (let count = 1; count < LINES; count++) {
    const receipt = receiptOf(count)
    const finished = finishedOf(receipt)
    if (finished.lines.length >= LINES) return { receipt, finished }
  }
  throw new Error('no receipt has so many lines')
}
