import type { Bridge } from '../../shared/bridge/bridge.ts'
import { type EncodedReceipt, encodeReceipt } from '../../shared/escpos/encode.ts'
import type { PrinterProfile } from '../../shared/escpos/profile.ts'
import { spellOutReceipt } from '../../shared/escpos/spell-out.ts'
import type { Receipt } from '../../shared/receipt/receipt.ts'
import type { Dots } from '../dots/dots.ts'
import { layOut } from './layout-fault.ts'

/** Makes bytes of a document for a printer. */
export type EncodeDocument = (receipt: Receipt, profile: PrinterProfile) => Promise<EncodedReceipt>

/**
 * Only a document with a character that printers have no glyph for needs the font. Where that cannot be read, such a
 * character prints as its code, ［U+20BB7］, and the log says why: the paper is not held up.
 */
export const encodeWithDots =
  (dots: Dots, bridge: Bridge): EncodeDocument =>
  async (receipt, profile) => {
    const plain = layOut(() => encodeReceipt(receipt, profile))
    if (plain.ok || plain.reason !== 'no_rasteriser') return plain
    const drawn = await dots.encode(receipt, profile)
    if (drawn.ok || drawn.reason !== 'no_font') return drawn
    await bridge.call['app.log']({ level: 'error', event: 'print.no_font', detail: drawn.detail.slice(0, 2_000) })
    return layOut(() => encodeReceipt(spellOutReceipt(receipt), profile))
  }
