/** The parts of npm `escpos` 2.5.2 that the oracle's test and the bench drive; the package ships no types. */
declare module 'escpos/printer.js' {
  import type Image from 'escpos/image.js'

  export default class Printer {
    constructor(adapter: { write(bytes: Buffer, done?: () => void): void })
    align(align: string): this
    style(style: string): this
    text(content: string): this
    size(width: number, height: number): this
    table(cells: readonly string[]): this
    qrcode(code: string, version?: number, level?: string, size?: number): this
    barcode(code: string, type: string, options: { width: number; height: number }): this
    cashdraw(pin: 2 | 5): this
    raster(image: Image): this
    cut(partial: boolean): this
    flush(): this
  }
}

declare module 'escpos/image.js' {
  export default class Image {
    constructor(pixels: { data: Uint8Array; shape: readonly number[] })
  }
}
