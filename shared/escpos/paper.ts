import type { Align, TextSize } from '../receipt/receipt.ts'
import type { DotImage } from './dot-image.ts'

/** How characters look. `inverse` is white on black. */
export type TextStyle = {
  readonly size: TextSize
  readonly bold: boolean
  readonly underline: boolean
  readonly inverse: boolean
}

/** A run of characters of one style on a line of paper; `left` is where it begins, in dots from the paper's left edge. */
export type PaperRun = TextStyle & { readonly text: string; readonly left: number }

/** Where something was printed, in dots from the left edge and from the top of the paper. */
type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** `height` counts the feed after a line. Characters stand on one foot, as far below `top` as the highest is high: 24 dots, 48 where one is tall, 17 where all are small. */
type Line = { readonly align: Align; readonly runs: readonly PaperRun[]; readonly top: number; readonly height: number }

/** What a printer puts on paper, in order. `unknown` shows the bytes (hex) of a command that the decoder does not know. */
export type PaperPart =
  | ({ readonly kind: 'line' } & Line)
  /** `size`: dots per module; `level`: how much of the code may be damaged. */
  | ({
      readonly kind: 'qr'
      readonly align: Align
      readonly data: string
      readonly size: number
      readonly level: QrLevel
    } & Box)
  /** `bars`: widths of bar, gap, bar, ... in dots; empty for a symbology that is not drawn here. `text`: what stands below. */
  | ({
      readonly kind: 'barcode'
      readonly align: Align
      readonly symbology: string
      readonly data: string
      readonly bars: readonly number[]
      readonly barHeight: number
      readonly text: string
    } & Box)
  /** Printed to fill its box, which may be twice as wide or as high as the image. */
  | ({ readonly kind: 'raster'; readonly align: Align; readonly image: DotImage } & Box)
  /** A picture that the printer was given at another time, and keeps under this name. */
  | { readonly kind: 'stored'; readonly align: Align; readonly name: string; readonly top: number }
  | { readonly kind: 'cut'; readonly full: boolean; readonly top: number }
  | { readonly kind: 'drawer'; readonly pin: 2 | 5; readonly top: number }
  | { readonly kind: 'beep'; readonly times: number; readonly top: number }
  | { readonly kind: 'unknown'; readonly hex: string; readonly top: number }

/** Levels of error correction of a QR code (ISO/IEC 18004): 7, 15, 25 and 30 per cent may be damaged. */
export type QrLevel = 'L' | 'M' | 'Q' | 'H'

/** What came out of a printer, from top to bottom; `height` in dots. */
export type Paper = { readonly parts: readonly PaperPart[]; readonly height: number }
