import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { type DotFont, openDotFont } from '../../shared/escpos/dot-font.ts'

/** The receipt font's file beside the bundle. */
export const FONT_FILE = 'receipt-dots.bin'

/** The receipt font, read when it is first asked for. Both reject where the file cannot be read. */
export type FontFile = {
  /** As it lies on the disk: in the zlib format. */
  readonly packed: () => Promise<Uint8Array<ArrayBuffer>>
  /** Opened, and kept. */
  readonly font: () => Promise<DotFont>
}

const unpack = promisify<Uint8Array, Buffer>(inflate)

/** Names the font's file; nothing is read yet. */
export const openFontFile = (file: string): FontFile => {
  let opened: DotFont | null = null
  const packed = async () => new Uint8Array(await readFile(file))
  const font = async () => {
    opened ??= openDotFont(await unpack(await packed()))
    return opened
  }
  return { packed, font }
}
