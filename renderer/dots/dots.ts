import type { DotFont } from '../../shared/escpos/dot-font.ts'
import type { DotImage } from '../../shared/escpos/dot-image.ts'
import type { EncodedReceipt } from '../../shared/escpos/encode.ts'
import type { PrinterProfile } from '../../shared/escpos/profile.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'
import { drawWith, encodeWith } from './answer-dots.ts'

/** Without the font's file nothing can be drawn; `detail` is for the log. */
export type NoFont = { readonly ok: false; readonly reason: 'no_font'; readonly detail: string }

/** What needs the receipt font. It is read when the first question comes. */
export type Dots = {
  /** Bytes of a document, each line drawn that the printer has no glyphs for. */
  readonly encode: (receipt: Receipt, profile: PrinterProfile) => Promise<EncodedReceipt | NoFont>
  /** What bytes put on the paper of a printer of that profile. */
  readonly draw: (
    bytes: Uint8Array,
    profile: PrinterProfile,
  ) => Promise<{ readonly ok: true; readonly value: DotImage } | NoFont>
}

/** Dots drawn right here, with a font that is open already. */
export const dotsHere = (font: DotFont): Dots => ({
  encode: async (receipt, profile) => encodeWith(font, { kind: 'encode', receipt, profile }),
  draw: async (bytes, profile) => ({ ok: true, value: drawWith(font, { kind: 'draw', bytes, profile }) }),
})
