import type { Align, TextSize } from '../receipt/receipt.ts'

/** A run of characters of one style on a line of paper. */
export type PaperRun = { readonly text: string; readonly size: TextSize; readonly bold: boolean }

/** What a printer puts on paper, in order. `unknown` shows the bytes (hex) of a command that the decoder does not know. */
export type PaperPart =
  | { readonly kind: 'line'; readonly align: Align; readonly runs: readonly PaperRun[] }
  | { readonly kind: 'qr'; readonly align: Align; readonly data: string; readonly size: number }
  | {
      readonly kind: 'raster'
      readonly align: Align
      readonly widthDots: number
      readonly heightDots: number
      readonly bits: Uint8Array
    }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'unknown'; readonly hex: string }

/** What came out of a printer, from top to bottom. */
export type Paper = { readonly parts: readonly PaperPart[] }
