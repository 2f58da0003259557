import type { Align, TextSize } from '../receipt/receipt.ts'
import { ByteRun } from './byte-run.ts'
import { PLAIN } from './layout.ts'
import type { TextStyle } from './paper.ts'

const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

const ALIGNS: Record<Align, number> = { left: 0, center: 1, right: 2 }
/** GS ! sizes Latin, and on some printers only Latin: FS ! sizes Chinese. Both are always set, and both reset. */
const SIZES: Record<TextSize, { readonly gs: number; readonly fs: number }> = {
  small: { gs: 0x00, fs: 0x00 },
  normal: { gs: 0x00, fs: 0x00 },
  tall: { gs: 0x01, fs: 0x08 },
  wide: { gs: 0x10, fs: 0x04 },
  double: { gs: 0x11, fs: 0x0c },
}

/** What is written of a document so far, and how the printer stands after it. Only what changes is written. */
export class Pen {
  readonly bytes = new ByteRun()
  #align: Align = 'left'
  #style: TextStyle = PLAIN

  /** ESC @, and FS & before anything else: Chinese may be off, and on some printers turns on with the next line only. */
  constructor() {
    this.bytes.push(ESC, 0x40, FS, 0x26)
  }

  setAlign(align: Align): void {
    if (align !== this.#align) this.bytes.push(ESC, 0x61, ALIGNS[align])
    this.#align = align
  }

  /** ESC - underlines Latin and FS - Chinese; weight and inverse (GS B) have one command for both. */
  setStyle(style: TextStyle): void {
    const before = this.#style
    if (style === before) return
    const { size, bold, underline, inverse } = style
    if (size !== before.size) this.#setSize(size, before.size)
    if (bold !== before.bold) this.bytes.push(ESC, 0x45, bold ? 1 : 0)
    if (underline !== before.underline) this.bytes.push(ESC, 0x2d, underline ? 1 : 0, FS, 0x2d, underline ? 1 : 0)
    if (inverse !== before.inverse) this.bytes.push(GS, 0x42, inverse ? 1 : 0)
    this.#style = style
  }

  /** ESC M 1 is the second font. */
  #setSize(size: TextSize, before: TextSize): void {
    const { gs, fs } = SIZES[size]
    if (gs !== SIZES[before].gs) this.bytes.push(GS, 0x21, gs, FS, 0x21, fs)
    if ((size === 'small') !== (before === 'small')) this.bytes.push(ESC, 0x4d, size === 'small' ? 1 : 0)
  }

  /** What was written, with every style reset at its end. */
  end(): Uint8Array<ArrayBuffer> {
    this.setAlign('left')
    this.setStyle(PLAIN)
    return this.bytes.take()
  }
}
