import type { Align, Block, Receipt, TextSize } from '../receipt/receipt.ts'
import { encodeQr } from './encode-qr.ts'
import { putGb18030 } from './gb18030.ts'
import { type LaidLine, layoutRow, layoutRule, layoutText } from './layout.ts'
import type { PrinterProfile } from './profile.ts'

const LF = 0x0a
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

/** Paper to feed where nothing cuts it, so that the last line clears the tear bar. */
const TEAR_LINES = 4
/** GS V 66 feeds to the blade and this many dots further. */
const CUT_MARGIN_DOTS = 24

type Style = { readonly align: Align; readonly size: TextSize; readonly bold: boolean }
const PLAIN: Style = { align: 'left', size: 'normal', bold: false }

const ALIGNS: Record<Align, number> = { left: 0, center: 1, right: 2 }
/** GS ! sizes Latin, and on some printers only Latin: FS ! sizes Chinese. Both are always set, and both reset. */
const SIZES: Record<TextSize, { readonly gs: number; readonly fs: number }> = {
  normal: { gs: 0x00, fs: 0x00 },
  tall: { gs: 0x01, fs: 0x08 },
  wide: { gs: 0x10, fs: 0x04 },
  double: { gs: 0x11, fs: 0x0c },
}

const styleChange = (from: Style, to: Style): number[] => [
  ...(from.align === to.align ? [] : [ESC, 0x61, ALIGNS[to.align]]),
  ...(from.size === to.size ? [] : [GS, 0x21, SIZES[to.size].gs, FS, 0x21, SIZES[to.size].fs]),
  ...(from.bold === to.bold ? [] : [ESC, 0x45, to.bold ? 1 : 0]),
]

type Chunk = { readonly bytes: readonly number[]; readonly style: Style }

const encodeLine = (line: LaidLine, before: Style): Chunk => {
  const bytes: number[] = []
  let style = before
  const change = (to: Style) => {
    bytes.push(...styleChange(style, to))
    style = to
  }
  change({ align: line.align, size: line.size, bold: line.runs[0]?.bold ?? false })
  for (const run of line.runs) {
    change({ ...style, bold: run.bold })
    putGb18030(bytes, run.text)
  }
  bytes.push(LF)
  return { bytes, style }
}

const encodeLines = (lines: readonly LaidLine[], before: Style): Chunk => {
  let style = before
  const bytes = lines.flatMap((line) => {
    const chunk = encodeLine(line, style)
    style = chunk.style
    return chunk.bytes
  })
  return { bytes, style }
}

const encodeQrBlock = (block: Extract<Block, { kind: 'qr' }>, before: Style, profile: PrinterProfile): Chunk => {
  const style: Style = { ...PLAIN, align: 'center' }
  if (profile.nativeQr) {
    return { bytes: [...styleChange(before, style), ...encodeQr(block.data, block.size, profile)], style }
  }
  return encodeLines(layoutText({ kind: 'text', text: block.data, align: 'center' }, profile.columns), before)
}

const encodeBlock = (block: Block, before: Style, profile: PrinterProfile): Chunk => {
  switch (block.kind) {
    case 'text':
      return encodeLines(layoutText(block, profile.columns), before)
    case 'row':
      return encodeLines(layoutRow(block, profile.columns), before)
    case 'rule':
      return encodeLines(layoutRule(block, profile.columns), before)
    case 'qr':
      return encodeQrBlock(block, before, profile)
    case 'feed':
      return { bytes: [ESC, 0x64, Math.min(block.lines, 255)], style: before }
    case 'cut':
      return { bytes: profile.cutter ? [GS, 0x56, 66, CUT_MARGIN_DOTS] : [ESC, 0x64, TEAR_LINES], style: before }
    case 'drawer':
      return { bytes: drawerPulse(profile), style: before }
  }
}

/** ESC p with both times (50 ms on, 500 ms off): without them a printer takes the next two characters for times. */
const drawerPulse = (profile: PrinterProfile): number[] => (profile.drawer ? [ESC, 0x70, 0x00, 0x19, 0xfa] : [])

/**
 * The bytes that put a receipt on a printer's paper: ESC @ and FS & first (Chinese may be off), every style reset at the
 * end. A character without a two-byte GB18030 code prints as its code in brackets (see toPrintable), a QR code on a
 * printer without them as its text. Throws RangeError on QR data that no code of this paper's width can hold.
 */
export const encodeReceipt = (receipt: Receipt, profile: PrinterProfile): Uint8Array => {
  const bytes = [ESC, 0x40, FS, 0x26]
  let style = PLAIN
  for (const block of receipt.blocks) {
    const chunk = encodeBlock(block, style, profile)
    bytes.push(...chunk.bytes)
    style = chunk.style
  }
  bytes.push(...styleChange(style, PLAIN))
  return new Uint8Array(bytes)
}

/** The pulse that opens the cash drawer, as a job of its own; no bytes where the printer has no drawer. */
export const encodeDrawer = (profile: PrinterProfile): Uint8Array => new Uint8Array(drawerPulse(profile))
