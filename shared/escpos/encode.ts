import type { Align, Block, Receipt, TextSize } from '../receipt/receipt.ts'
import { ByteRun } from './byte-run.ts'
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

const putStyleChange = (bytes: ByteRun, from: Style, to: Style): void => {
  if (from.align !== to.align) bytes.push(ESC, 0x61, ALIGNS[to.align])
  if (from.size !== to.size) bytes.push(GS, 0x21, SIZES[to.size].gs, FS, 0x21, SIZES[to.size].fs)
  if (from.bold !== to.bold) bytes.push(ESC, 0x45, to.bold ? 1 : 0)
}

// Each of these puts its bytes at the end of `bytes` and answers the style that the printer then stands at.

const putLine = (bytes: ByteRun, line: LaidLine, before: Style): Style => {
  let style = before
  const change = (bold: boolean) => {
    if (bold === style.bold && line.size === style.size && line.align === style.align) return
    const to = { align: line.align, size: line.size, bold }
    putStyleChange(bytes, style, to)
    style = to
  }
  change(line.runs[0]?.bold ?? false)
  for (const run of line.runs) {
    change(run.bold)
    putGb18030(bytes, run.text)
  }
  bytes.push(LF)
  return style
}

const putLines = (bytes: ByteRun, lines: readonly LaidLine[], before: Style): Style =>
  lines.reduce((style, line) => putLine(bytes, line, style), before)

const putQr = (
  bytes: ByteRun,
  block: Extract<Block, { kind: 'qr' }>,
  before: Style,
  profile: PrinterProfile,
): Style => {
  if (!profile.nativeQr) {
    return putLines(bytes, layoutText({ kind: 'text', text: block.data, align: 'center' }, profile.columns), before)
  }
  const style: Style = { ...PLAIN, align: 'center' }
  putStyleChange(bytes, before, style)
  bytes.push(...encodeQr(block.data, block.size, profile))
  return style
}

const putBlock = (bytes: ByteRun, block: Block, before: Style, profile: PrinterProfile): Style => {
  switch (block.kind) {
    case 'text':
      return putLines(bytes, layoutText(block, profile.columns), before)
    case 'row':
      return putLines(bytes, layoutRow(block, profile.columns), before)
    case 'rule':
      return putLines(bytes, layoutRule(block, profile.columns), before)
    case 'qr':
      return putQr(bytes, block, before, profile)
    case 'feed':
      bytes.push(ESC, 0x64, Math.min(block.lines, 255))
      return before
    case 'cut':
      if (profile.cutter) bytes.push(GS, 0x56, 66, CUT_MARGIN_DOTS)
      else bytes.push(ESC, 0x64, TEAR_LINES)
      return before
    case 'drawer':
      bytes.push(...drawerPulse(profile))
      return before
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
  const bytes = new ByteRun()
  bytes.push(ESC, 0x40, FS, 0x26)
  const style = receipt.blocks.reduce((before, block) => putBlock(bytes, block, before, profile), PLAIN)
  putStyleChange(bytes, style, PLAIN)
  return bytes.take()
}

/** The pulse that opens the cash drawer, as a job of its own; no bytes where the printer has no drawer. */
export const encodeDrawer = (profile: PrinterProfile): Uint8Array => new Uint8Array(drawerPulse(profile))
