import type { Align, Block, Receipt } from '../receipt/receipt.ts'
import { commandBytes, drawerPulse } from './command-bytes.ts'
import { encodeBarcode } from './encode-barcode.ts'
import { printStored } from './encode-image.ts'
import { type EncodeJob, type Fault, fault } from './encode-job.ts'
import { putQrCode } from './encode-qr.ts'
import { encodeRaster } from './encode-raster.ts'
import { putRow, putRule, putText } from './encode-text.ts'
import type { RasterLine } from './layout.ts'
import { Pen } from './pen.ts'
import type { PrinterProfile } from './profile.ts'
import { rowInTwo, textInTwo } from './two-languages.ts'

/** A document's bytes, or why it cannot be printed. */
export type EncodedReceipt = { readonly ok: true; readonly value: Uint8Array<ArrayBuffer> } | Fault

const putPicture = ({ pen }: EncodeJob, align: Align, bytes: Uint8Array): null => {
  pen.setAlign(align)
  pen.bytes.append(bytes)
  return null
}

const putQr = (job: EncodeJob, { data, size }: Extract<Block, { kind: 'qr' }>): Fault | null => {
  job.pen.setAlign('center')
  return putQrCode(job.pen.bytes, data, size, job.profile) ? null : fault('qr_data', data)
}

const putBarcode = (job: EncodeJob, block: Extract<Block, { kind: 'barcode' }>): Fault | null => {
  const encoded = encodeBarcode(block, job.profile)
  return encoded.ok ? putPicture(job, 'center', Uint8Array.from(encoded.value)) : fault(encoded.reason, block.data)
}

const putImage = (
  job: EncodeJob,
  { image, align = 'center', stored }: Extract<Block, { kind: 'image' }>,
): Fault | null => {
  if (image.width > job.profile.dots) return fault('image_too_wide', `${image.width}`)
  const kept = stored === undefined ? null : printStored(stored, job.profile)
  return putPicture(job, align, kept === null ? encodeRaster(image) : Uint8Array.from(kept))
}

const putEach = (job: EncodeJob, blocks: readonly Block[]): Fault | null => {
  for (const block of blocks) {
    const failed = putBlock(job, block)
    if (failed) return failed
  }
  return null
}

const hasSecond = ({ cells }: Extract<Block, { kind: 'row' }>): boolean => cells.some((cell) => cell.second)

const putBlock = (job: EncodeJob, block: Block): Fault | null => {
  switch (block.kind) {
    case 'text':
      return block.second ? putEach(job, textInTwo(block, job.profile.columns)) : putText(job, block)
    case 'row':
      return hasSecond(block) ? putEach(job, rowInTwo(block, job.profile.columns)) : putRow(job, block)
    case 'rule':
      return putRule(job, block)
    case 'qr':
      return putQr(job, block)
    case 'barcode':
      return putBarcode(job, block)
    case 'image':
      return putImage(job, block)
    default:
      job.pen.bytes.push(...commandBytes(block, job.profile))
      return null
  }
}

/**
 * The bytes that put a receipt on a printer's paper, every style reset at the end. A line with a character that printers have
 * no glyph for (a four-byte GB18030 code, such as 𠮷 or 🍜) is drawn by `rasterLine`; without one it is a fault. Controls and
 * private-use characters print as their code, ［U+0007］.
 */
export const encodeReceipt = (receipt: Receipt, profile: PrinterProfile, rasterLine?: RasterLine): EncodedReceipt => {
  const job: EncodeJob = { pen: new Pen(), profile, rasterLine }
  const failed = putEach(job, receipt.blocks)
  if (failed) return failed
  return { ok: true, value: job.pen.end() }
}

/** The pulse that opens the cash drawer, as a job of its own; no bytes where the printer has no drawer. */
export const encodeDrawer = (profile: PrinterProfile, pin: 2 | 5 = 2): Uint8Array =>
  new Uint8Array(drawerPulse(pin, profile))
