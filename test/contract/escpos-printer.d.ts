/** The part of npm `escpos` 2.5.2 that the oracle's test drives; the package ships no types. */
declare module 'escpos/printer.js' {
  export default class Printer {
    constructor(adapter: { write(bytes: Buffer, done?: () => void): void })
    text(content: string): this
    size(width: number, height: number): this
    table(cells: readonly string[]): this
    qrcode(code: string): this
    barcode(code: string, type: string, options: { width: number; height: number }): this
    cashdraw(pin: 2 | 5): this
    flush(): this
  }
}
