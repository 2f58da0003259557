import { expect, test } from 'vitest'
import { dotFont } from '../../test/fixtures/dot-font.ts'
import { encoded, textOfPart } from '../../test/fixtures/encoded.ts'
import { goldenBytes, goldenPicture } from '../../test/fixtures/golden-files.ts'
import {
  CASH_OUT,
  CHECK_PRINTED,
  INVOICE_REQUESTED,
  KITCHEN_SENT,
  PROOF,
  REFUND,
  SALE,
  SHIFT_CLOSED,
  TOTALS,
} from '../../test/fixtures/specimen-entries.ts'
import { decodePaper } from '../escpos/decode.ts'
import { drawPaper } from '../escpos/draw-paper.ts'
import { encodeReceipt } from '../escpos/encode.ts'
import { columnsPerCharacter } from '../escpos/layout.ts'
import type { PaperPart } from '../escpos/paper.ts'
import { GENERIC_58, GENERIC_80, type PrinterProfile } from '../escpos/profile.ts'
import { rasterLine } from '../escpos/raster-line.ts'
import { columnsOf } from '../escpos/width.ts'
import { fen } from '../money/fen.ts'
import { cashSlip } from './cash-slip.ts'
import { guestCheck } from './guest-check.ts'
import { invoiceSlip } from './invoice-slip.ts'
import { kitchenTicket } from './kitchen-ticket.ts'
import type { ReceiptLanguage } from './labels.ts'
import type { ReceiptContext } from './parts.ts'
import type { Receipt } from './receipt.ts'
import { refundReceipt } from './refund-receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { xReport } from './x-report.ts'
import { zReport } from './z-report.ts'

/** A part of paper as a person reads it in a text file: alignment as spaces, size and bold as a mark at the left; * is drawn. */
const draw = (part: PaperPart, { columns }: PrinterProfile): string => {
  if (part.kind === 'qr') return `  |[QR ${part.size}: ${part.data}]`
  if (part.kind === 'raster') return `* |${textOfPart(part)}`
  if (part.kind !== 'line') return `  |[${part.kind}]`
  const text = textOfPart(part) ?? ''
  const size = part.runs[0]?.size ?? 'normal'
  const free = columns - columnsOf(text) * columnsPerCharacter(size)
  const before = part.align === 'center' ? Math.trunc(free / 2) : part.align === 'right' ? free : 0
  const mark = { normal: ' ', tall: 't', wide: 'w', double: 'd' }[size]
  return `${mark}${part.runs[0]?.bold ? 'b' : ' '}|${' '.repeat(before)}${text}`
}

const picture = (receipt: Receipt, profile: PrinterProfile): string => {
  const paper = decodePaper(encoded(receipt.blocks, profile), profile)
  return `${paper.parts.map((part) => draw(part, profile)).join('\n')}\n`
}

const contextIn = (language: ReceiptLanguage): ReceiptContext => ({
  restaurant: language === 'zh' ? '存根小馆' : 'Counterfoil Kitchen',
  language,
  sample: true,
  staffName: '王芳',
  nameOf: (staffId) => (staffId === REFUND.body.approvedBy ? '李雷' : staffId),
  stationName: () => (language === 'zh' ? '热菜' : 'Hot kitchen'),
})

const copy = { number: 2, by: '李雷', at: { utc: SALE.at.utc + 3_600_000, offset: 480 } }

const documents: Record<string, (context: ReceiptContext) => Receipt> = {
  sale: (context) => saleReceipt(SALE, PROOF, context),
  'sale-copy': (context) => saleReceipt(SALE, PROOF, { ...context, copy }),
  refund: (context) => refundReceipt(REFUND, PROOF, context),
  x: (context) =>
    xReport(
      { businessDate: '2026-11-24', from: 98, to: 300, totals: TOTALS, float: fen(50_000), at: SALE.at },
      context,
    ),
  z: (context) => zReport(SHIFT_CLOSED, PROOF, context),
  check: (context) => guestCheck(CHECK_PRINTED, PROOF, context),
  'kitchen-make': (context) =>
    kitchenTicket(KITCHEN_SENT, KITCHEN_SENT.body.kitchen, { ticket: 'make', station: 'hot' }, PROOF, context),
  'kitchen-cancel': (context) =>
    kitchenTicket(KITCHEN_SENT, KITCHEN_SENT.body.kitchen, { ticket: 'cancel', station: 'hot' }, PROOF, context),
  'cash-out': (context) => cashSlip(CASH_OUT, PROOF, context),
  invoice: (context) => invoiceSlip(INVOICE_REQUESTED, PROOF, context),
}

const cases = Object.keys(documents).flatMap((name) =>
  [GENERIC_58, GENERIC_80].flatMap((profile) =>
    (['zh', 'en'] as const).map((language) => ({ name, profile, language })),
  ),
)

test.each(cases)('$name on $profile.id in $language is as the golden paper', async ({ name, profile, language }) => {
  const receipt = documents[name]?.(contextIn(language))
  if (!receipt) throw new Error(`no document ${name}`)
  const file = `../../test/fixtures/golden/${name}-${profile.id}-${language}.txt`
  await expect(picture(receipt, profile)).toMatchFileSnapshot(file)
})

test.each(cases)(
  '$name on $profile.id in $language is the golden bytes and the golden picture',
  ({ name, profile, language }) => {
    const receipt = documents[name]?.(contextIn(language))
    const result = encodeReceipt({ blocks: receipt?.blocks ?? [] }, profile, (runs) => rasterLine(runs, dotFont()))
    const bytes = result.ok ? result.value : new Uint8Array()
    const file = `${name}-${profile.id}-${language}`
    expect(Buffer.from(bytes).equals(goldenBytes(`${file}.bin`, bytes))).toBe(true)
    const { golden, fresh } = goldenPicture(`${file}.png`, drawPaper(decodePaper(bytes, profile), profile, dotFont()))
    expect(fresh === golden).toBe(true)
  },
)
