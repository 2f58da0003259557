import { expect, test } from 'vitest'
import { dotFont } from '../../test/fixtures/dot-font.ts'
import { encoded, textOfPart } from '../../test/fixtures/encoded.ts'
import { goldenBytes, goldenPicture } from '../../test/fixtures/golden-files.ts'
import {
  CASH_OUT,
  CHECK_PRINTED,
  INVOICE_REQUESTED,
  KITCHEN_SENT,
  ORDER_VOIDED,
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
import type { ReceiptContext } from './parts.ts'
import type { Receipt } from './receipt.ts'
import { refundReceipt } from './refund-receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { saleQrData } from './sale-token.ts'
import { PLAIN_SLIP, type SlipTemplate } from './slip-template.ts'
import { testPage } from './test-page.ts'
import { RECEIPT_LANGUAGES, type ReceiptLanguage } from './words.ts'
import { xReport } from './x-report.ts'
import { zReport } from './z-report.ts'

/** A part of paper as a person reads it in a text file: alignment as spaces, size and bold as a mark at the left; * is drawn. */
const draw = (part: PaperPart, { columns }: PrinterProfile): string => {
  if (part.kind === 'qr') return `  |[QR ${part.size}: ${part.data}]`
  if (part.kind === 'raster') return `* |${textOfPart(part)}`
  if (part.kind !== 'line') return `  |[${part.kind}]`
  const text = textOfPart(part) ?? ''
  const size = part.runs[0]?.size ?? 'normal'
  const free = columns - Math.ceil(columnsOf(text) * (size === 'small' ? 0.75 : columnsPerCharacter(size)))
  const before = part.align === 'center' ? Math.trunc(free / 2) : part.align === 'right' ? free : 0
  const mark = { small: 's', normal: ' ', tall: 't', wide: 'w', double: 'd' }[size]
  return `${mark}${part.runs[0]?.bold ? 'b' : ' '}|${' '.repeat(before)}${text}`
}

const picture = (receipt: Receipt, profile: PrinterProfile): string => {
  const paper = decodePaper(encoded(receipt.blocks, profile), profile)
  return `${paper.parts.map((part) => draw(part, profile)).join('\n')}\n`
}

const contextIn = (language: ReceiptLanguage): ReceiptContext => ({
  restaurant: { zh: '存根小馆', en: 'Counterfoil Kitchen', both: '存根小馆 Counterfoil' }[language],
  language,
  sample: true,
  staffName: '王芳',
  nameOf: (staffId) => (staffId === REFUND.body.approvedBy ? '李雷' : staffId),
  stationName: () => ({ zh: '热菜', en: 'Hot kitchen' }),
})

const VOIDED_KITCHEN = ORDER_VOIDED.body.kitchen ?? KITCHEN_SENT.body.kitchen
const copy = { number: 2, by: '李雷', at: { utc: SALE.at.utc + 3_600_000, offset: 480 } }

const house: SlipTemplate = {
  ...PLAIN_SLIP,
  head: ['东城区样例路 1 号'],
  phone: '010-6400 0000',
  taxId: '91110108551385082Q',
  foot: ['欢迎再来 See you again'],
  invoicePage: 'https://invoice.example.cn/counterfoil',
}
const token = saleQrData(SALE, { ...PROOF, signature: `${'counter+'.repeat(10)}foil+w==` })

const documents: Record<string, (context: ReceiptContext, profile: PrinterProfile) => Receipt> = {
  'test-page': (_, profile) => testPage(profile, 'tcp 10.0.0.9:9100'),
  sale: (context) => saleReceipt(SALE, PROOF, context),
  'sale-copy': (context) => saleReceipt(SALE, PROOF, { ...context, copy }),
  'sale-house': (context) => saleReceipt(SALE, PROOF, { ...context, template: house }),
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
  'kitchen-void': (context) =>
    kitchenTicket(ORDER_VOIDED, VOIDED_KITCHEN, { ticket: 'cancel', station: 'hot' }, PROOF, context),
  'cash-out': (context) => cashSlip(CASH_OUT, PROOF, context),
  invoice: (context) => invoiceSlip(INVOICE_REQUESTED, PROOF, { ...context, template: house }, token),
  'invoice-no-page': (context) => invoiceSlip(INVOICE_REQUESTED, PROOF, context, token),
}

const cases = Object.keys(documents).flatMap((name) =>
  [GENERIC_58, GENERIC_80].flatMap((profile) =>
    // The test page says everything in both languages.
    (name === 'test-page' ? (['both'] as const) : RECEIPT_LANGUAGES).map((language) => ({ name, profile, language })),
  ),
)

test.each(cases)('$name on $profile.id in $language is as the golden paper', async ({ name, profile, language }) => {
  const receipt = documents[name]?.(contextIn(language), profile)
  if (!receipt) throw new Error(`no document ${name}`)
  const file = `../../test/fixtures/golden/${name}-${profile.id}-${language}.txt`
  await expect(picture(receipt, profile)).toMatchFileSnapshot(file)
})

test.each(cases)(
  '$name on $profile.id in $language is the golden bytes and the golden picture',
  ({ name, profile, language }) => {
    const receipt = documents[name]?.(contextIn(language), profile)
    const result = encodeReceipt({ blocks: receipt?.blocks ?? [] }, profile, (runs) => rasterLine(runs, dotFont()))
    const bytes = result.ok ? result.value : new Uint8Array()
    const file = `${name}-${profile.id}-${language}`
    expect(Buffer.from(bytes).equals(goldenBytes(`${file}.bin`, bytes))).toBe(true)
    const { golden, fresh } = goldenPicture(`${file}.png`, drawPaper(decodePaper(bytes, profile), profile, dotFont()))
    expect(fresh === golden).toBe(true)
  },
)
