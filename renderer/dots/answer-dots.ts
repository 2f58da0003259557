import { decodePaper } from '../../shared/escpos/decode.ts'
import type { DotFont } from '../../shared/escpos/dot-font.ts'
import type { DotImage } from '../../shared/escpos/dot-image.ts'
import { drawPaper } from '../../shared/escpos/draw-paper.ts'
import { type EncodedReceipt, encodeReceipt } from '../../shared/escpos/encode.ts'
import type { PrinterProfile } from '../../shared/escpos/profile.ts'
import { rasterLine } from '../../shared/escpos/raster-line.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'

/** What is asked of whoever has the receipt font: bytes for a document with rare characters, or what bytes put on paper. */
export type DotQuestion =
  | { readonly kind: 'encode'; readonly receipt: Receipt; readonly profile: PrinterProfile }
  | { readonly kind: 'draw'; readonly bytes: Uint8Array; readonly profile: PrinterProfile }

/** Bytes with each line drawn that the printer has no glyphs for. */
export const encodeWith = (
  font: DotFont,
  { receipt, profile }: Extract<DotQuestion, { kind: 'encode' }>,
): EncodedReceipt => encodeReceipt(receipt, profile, (runs) => rasterLine(runs, font))

/** The paper that these bytes make, dot by dot. */
export const drawWith = (font: DotFont, { bytes, profile }: Extract<DotQuestion, { kind: 'draw' }>): DotImage =>
  drawPaper(decodePaper(bytes, profile), profile, font)
