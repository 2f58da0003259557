import type { DotImage } from '../escpos/dot-image.ts'

/** `tall` and `wide` are double in one direction. `small` is the printer's second font, which has ASCII only: all else is normal there. */
export type TextSize = 'small' | 'normal' | 'tall' | 'wide' | 'double'
/** Where text stands on its line. */
export type Align = 'left' | 'center' | 'right'

/** How the text of a block looks. `inverse` is white on black. */
type Look = {
  readonly size?: TextSize
  readonly bold?: boolean
  readonly underline?: boolean
  readonly inverse?: boolean
}

/**
 * What a text says, in a second language: `together` where there is one and it fits on one line, else what stands `below`, in
 * smaller type.
 */
export type Second = { readonly together?: string; readonly below: string }

/** A cell of a row; the grow cell takes what the others leave and wraps, the others are never split. */
export type Cell = {
  readonly text: string
  readonly align?: 'left' | 'right'
  readonly grow?: boolean
  readonly bold?: boolean
  /** Of the cell that grows. */
  readonly second?: Second
}

/** One block of a document on paper, with no width in it: the printer's profile decides columns. */
export type Block =
  | ({ readonly kind: 'text'; readonly text: string; readonly align?: Align; readonly second?: Second } & Look)
  | ({ readonly kind: 'row'; readonly cells: readonly Cell[] } & Look)
  /** Over the whole width: `-` dashed (as where nothing is said), `=` double, `─` single. */
  | { readonly kind: 'rule'; readonly char?: '-' | '=' | '─' }
  /** `size`: dots per module, less where the code would not fit. */
  | { readonly kind: 'qr'; readonly data: string; readonly size?: 3 | 4 | 5 | 6 | 7 | 8 }
  /** In the middle, with its characters below. CODE128 holds ASCII, EAN13 twelve digits, or thirteen with the right check. */
  | {
      readonly kind: 'barcode'
      readonly symbology: 'code128' | 'ean13'
      readonly data: string
      readonly heightDots?: number
    }
  /** `stored`: the number (1 to 255) under which the printer itself keeps this picture, where its profile says that it can. */
  | { readonly kind: 'image'; readonly image: DotImage; readonly align?: Align; readonly stored?: number }
  | { readonly kind: 'feed'; readonly lines: number }
  /** Less than a line of white: large characters touch those of the next line. */
  | { readonly kind: 'gap'; readonly dots: number }
  /** Partial where nothing is said: the slip hangs on by a point and does not fall. */
  | { readonly kind: 'cut'; readonly full?: boolean }
  /** The drawer's pin on the plug: 2 where nothing is said. */
  | { readonly kind: 'drawer'; readonly pin?: 2 | 5 }
  | { readonly kind: 'beep'; readonly times: number }

/** A document for a receipt printer, as data until the encoder makes bytes of it. */
export type Receipt = { readonly blocks: readonly Block[] }
