/** `tall` and `wide` are double in one direction. */
export type TextSize = 'normal' | 'tall' | 'wide' | 'double'
/** Where text stands on its line. */
export type Align = 'left' | 'center' | 'right'

/** A cell of a row; the grow cell takes what the others leave and wraps, the others are never split. */
export type Cell = {
  readonly text: string
  readonly align?: 'left' | 'right'
  readonly grow?: boolean
  readonly bold?: boolean
}

/** One block of a document on paper, with no width in it: the printer's profile decides columns. */
export type Block =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly align?: Align
      readonly size?: TextSize
      readonly bold?: boolean
    }
  | { readonly kind: 'row'; readonly cells: readonly Cell[]; readonly size?: TextSize; readonly bold?: boolean }
  | { readonly kind: 'rule'; readonly char?: '-' | '=' }
  | { readonly kind: 'qr'; readonly data: string; readonly size?: 3 | 4 | 5 | 6 | 7 | 8 }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' }

/** A document for a receipt printer, as data until the encoder makes bytes of it. */
export type Receipt = { readonly blocks: readonly Block[] }
