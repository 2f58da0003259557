import type { Align, Block, Cell, Receipt } from '../receipt/receipt.ts'
import { encodeBarcode } from './encode-barcode.ts'
import { printStored } from './encode-image.ts'
import { encodeQr } from './encode-qr.ts'
import { encodeRaster } from './encode-raster.ts'
import { putPrintable } from './gb18030.ts'
import {
  columnsPerCharacter,
  type LaidLine,
  type LineRun,
  layoutRow,
  layoutText,
  PLAIN,
  type RasterLine,
  ruleText,
  styleOf,
} from './layout.ts'
import { Pen } from './pen.ts'
import { isAllPrintable } from './printable.ts'
import type { PrinterProfile } from './profile.ts'
import { putStraightRow, putStraightText } from './straight-line.ts'

const LF = 0x0a
const ESC = 0x1b
const GS = 0x1d

/** Paper to feed where nothing cuts it, so that the last line clears the tear bar. */
const TEAR_LINES = 4
/** GS V 65 and 66 feed to the blade and this many dots further. */
const CUT_MARGIN_DOTS = 24
/** From one line to the next: a drawn line gets the same feed as a printed one. */
const LINE_DOTS = 30

/**
 * Why a document cannot be printed: a character that no printer's font has and nobody to draw it, data that a code does not
 * take, or something wider than the paper.
 */
export type EncodeFault = 'no_rasteriser' | 'qr_too_long' | 'barcode_data' | 'barcode_too_wide' | 'image_too_wide'
/** `detail`: what it is about. */
export type EncodedReceipt =
  | { readonly ok: true; readonly value: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: EncodeFault; readonly detail: string }

/** Where a document goes: the pen that writes it, the printer, and who draws what the printer has no glyph for. */
type Job = { readonly pen: Pen; readonly profile: PrinterProfile; readonly rasterLine: RasterLine | undefined }
type Fault = Extract<EncodedReceipt, { ok: false }>

const fault = (reason: EncodeFault, detail: string): Fault => ({ ok: false, reason, detail })

const textOf = (runs: readonly LineRun[]): string => runs.map((run) => run.text).join('')

const putDrawnLine = ({ pen, profile, rasterLine }: Job, { align, runs }: LaidLine): Fault | null => {
  if (rasterLine === undefined) return fault('no_rasteriser', textOf(runs))
  const image = rasterLine(runs)
  if (image.width > profile.dots) return fault('image_too_wide', textOf(runs))
  pen.setAlign(align)
  pen.bytes.append(encodeRaster(image))
  if (image.height < LINE_DOTS) pen.bytes.push(ESC, 0x4a, LINE_DOTS - image.height)
  return null
}

const putLine = (job: Job, line: LaidLine): Fault | null => {
  const { pen } = job
  if (!line.runs.every((run) => isAllPrintable(run.text))) return putDrawnLine(job, line)
  pen.setAlign(line.align)
  for (const run of line.runs) {
    pen.setStyle(run)
    putPrintable(pen.bytes, run.text)
  }
  pen.bytes.push(LF)
  return null
}

const putLines = (job: Job, lines: readonly LaidLine[]): Fault | null => {
  for (const line of lines) {
    const failed = putLine(job, line)
    if (failed) return failed
  }
  return null
}

const columnsAt = ({ columns }: PrinterProfile, { size }: { readonly size: LineRun['size'] }): number =>
  Math.trunc(columns / columnsPerCharacter(size))

const putText = (job: Job, block: Extract<Block, { kind: 'text' }>): Fault | null => {
  const { pen, profile } = job
  const style = styleOf(block)
  pen.setAlign(block.align ?? 'left')
  pen.setStyle(style)
  if (!putStraightText(pen.bytes, block.text, columnsAt(profile, style))) {
    return putLines(job, layoutText(block, profile.columns))
  }
  pen.bytes.push(LF)
  return null
}

const isBold = (cell: Cell): boolean => cell.bold === true

const putRow = (job: Job, block: Extract<Block, { kind: 'row' }>): Fault | null => {
  const { pen, profile } = job
  const style = styleOf(block)
  pen.setAlign('left')
  pen.setStyle(style)
  const isOfOneStyle = style.bold || !block.cells.some(isBold)
  if (!isOfOneStyle || !putStraightRow(pen.bytes, block.cells, columnsAt(profile, style))) {
    return putLines(job, layoutRow(block, profile.columns))
  }
  pen.bytes.push(LF)
  return null
}

const putRule = ({ pen, profile }: Job, block: Extract<Block, { kind: 'rule' }>): null => {
  pen.setAlign('left')
  pen.setStyle(PLAIN)
  putPrintable(pen.bytes, ruleText(block, profile.columns))
  pen.bytes.push(LF)
  return null
}

const putPicture = ({ pen }: Job, align: Align, bytes: Uint8Array): null => {
  pen.setAlign(align)
  pen.bytes.append(bytes)
  return null
}

const putQr = (job: Job, { data, size }: Extract<Block, { kind: 'qr' }>): Fault | null => {
  const bytes = encodeQr(data, size, job.profile)
  return bytes === null ? fault('qr_too_long', data) : putPicture(job, 'center', bytes)
}

const putBarcode = (job: Job, block: Extract<Block, { kind: 'barcode' }>): Fault | null => {
  const encoded = encodeBarcode(block, job.profile)
  return encoded.ok ? putPicture(job, 'center', Uint8Array.from(encoded.value)) : fault(encoded.reason, block.data)
}

const putImage = (job: Job, { image, align = 'center', stored }: Extract<Block, { kind: 'image' }>): Fault | null => {
  if (image.width > job.profile.dots) return fault('image_too_wide', `${image.width}`)
  const kept = stored === undefined ? null : printStored(stored, job.profile)
  return putPicture(job, align, kept === null ? encodeRaster(image) : Uint8Array.from(kept))
}

const cutBytes = (full: boolean, { cutter }: PrinterProfile): number[] =>
  cutter ? [GS, 0x56, full ? 65 : 66, CUT_MARGIN_DOTS] : [ESC, 0x64, TEAR_LINES]

/** ESC p with both times (50 ms on, 500 ms off): without them a printer takes the next two characters for times. */
const drawerPulse = (pin: 2 | 5, { drawer }: PrinterProfile): number[] =>
  drawer ? [ESC, 0x70, pin === 2 ? 0 : 1, 0x19, 0xfa] : []

/** ESC B counts in 50 ms, Epson's ESC ( A (function 97) in 100 ms. */
const beepBytes = (times: number, { beeper }: PrinterProfile): number[] => {
  const count = Math.min(9, Math.max(1, times))
  if (beeper === 'esc_b') return [ESC, 0x42, count, 4]
  return beeper === 'esc_paren_a' ? [ESC, 0x28, 0x41, 0x05, 0x00, 0x61, 0x64, count, 2, 2] : []
}

/** What moves the paper or something beside it, and puts nothing on it. */
const commandBytes = (
  block: Extract<Block, { kind: 'feed' | 'cut' | 'drawer' | 'beep' }>,
  profile: PrinterProfile,
): number[] => {
  switch (block.kind) {
    case 'feed':
      return [ESC, 0x64, Math.min(block.lines, 255)]
    case 'cut':
      return cutBytes(block.full ?? false, profile)
    case 'drawer':
      return drawerPulse(block.pin ?? 2, profile)
    case 'beep':
      return beepBytes(block.times, profile)
  }
}

const putBlock = (job: Job, block: Block): Fault | null => {
  switch (block.kind) {
    case 'text':
      return putText(job, block)
    case 'row':
      return putRow(job, block)
    case 'rule':
      return putRule(job, block)
    case 'qr':
      return putQr(job, block)
    case 'barcode':
      return putBarcode(job, block)
    case 'image':
      return putImage(job, block)
    default:
      job.pen.bytes.push(...commandBytes(block, job.profile))
      return null
  }
}

/**
 * The bytes that put a receipt on a printer's paper, every style reset at the end. A line with a character that printers have
 * no glyph for (a four-byte GB18030 code, such as 𠮷 or 🍜) is drawn by `rasterLine`; without one it is a fault. Controls and
 * private-use characters print as their code, ［U+0007］.
 */
export const encodeReceipt = (receipt: Receipt, profile: PrinterProfile, rasterLine?: RasterLine): EncodedReceipt => {
  const job: Job = { pen: new Pen(), profile, rasterLine }
  for (const block of receipt.blocks) {
    const failed = putBlock(job, block)
    if (failed) return failed
  }
  return { ok: true, value: job.pen.end() }
}

/** The pulse that opens the cash drawer, as a job of its own; no bytes where the printer has no drawer. */
export const encodeDrawer = (profile: PrinterProfile, pin: 2 | 5 = 2): Uint8Array =>
  new Uint8Array(drawerPulse(pin, profile))
