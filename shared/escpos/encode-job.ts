import type { RasterLine } from './layout.ts'
import type { Pen } from './pen.ts'
import type { PrinterProfile } from './profile.ts'

/**
 * Why a document cannot be printed: a character that no printer's font has and nobody to draw it, data that a code does not
 * take, or something wider than the paper.
 */
export type EncodeFault = 'no_rasteriser' | 'qr_data' | 'barcode_data' | 'barcode_too_wide' | 'image_too_wide'

/** `detail`: the text or the data that cannot be printed. */
export type Fault = { readonly ok: false; readonly reason: EncodeFault; readonly detail: string }

/** Where a document goes: the pen that writes it, the printer, and who draws what the printer has no glyph for. */
export type EncodeJob = {
  readonly pen: Pen
  readonly profile: PrinterProfile
  readonly rasterLine: RasterLine | undefined
}

export const fault = (reason: EncodeFault, detail: string): Fault => ({ ok: false, reason, detail })
