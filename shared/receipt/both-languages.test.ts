import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encoded, textOfPart } from '../../test/fixtures/encoded.ts'
import { CHECK_PRINTED, KITCHEN_SENT, PROOF, REFUND, SALE } from '../../test/fixtures/specimen-entries.ts'
import { decodePaper } from '../escpos/decode.ts'
import { toPrintable } from '../escpos/printable.ts'
import { PROFILES, type PrinterProfile } from '../escpos/profile.ts'
import { fen } from '../money/fen.ts'
import { formatFen } from '../money/format-fen.ts'
import { guestCheck } from './guest-check.ts'
import { kitchenTicket } from './kitchen-ticket.ts'
import type { ReceiptContext } from './parts.ts'
import type { Receipt } from './receipt.ts'
import { refundReceipt } from './refund-receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { saleQrData } from './sale-token.ts'
import { PLAIN_SLIP, type SlipTemplate } from './slip-template.ts'

const context: ReceiptContext = {
  restaurant: '存根小馆',
  language: 'both',
  sample: true,
  staffName: '王芳',
  nameOf: (staffId) => staffId,
  stationName: () => ({ zh: '热菜', en: 'Hot kitchen' }),
}

const dishes = fc.array(
  fc.record({
    zh: fc.string({ unit: fc.constantFrom(...'宫保鸡丁炸酱面（大碗）𠮷🍜é'), minLength: 1, maxLength: 40 }),
    en: fc.string({ unit: fc.constantFrom(...'Kung Pao chicken (large) é🍜'), maxLength: 80 }),
    list: fc.integer({ min: 0, max: 99_999_999 }).map(fen),
  }),
  { minLength: 1, maxLength: 5 },
)
type Dish = typeof dishes extends fc.Arbitrary<(infer One)[]> ? One : never

const soldAs = ({ zh, en, list }: Dish) => {
  const [line] = SALE.body.lines
  if (line === undefined) throw new Error('the specimen has no line')
  return { ...line, name: { zh, en }, list }
}

const onPaper = ({ blocks }: Receipt, profile: PrinterProfile) => {
  const { parts } = decodePaper(encoded(blocks, profile), profile)
  return { parts, lines: parts.map((part) => textOfPart(part) ?? '') }
}

const withoutSpaces = (text: string): string => toPrintable(text).replaceAll(/\s/gu, '')

test.each(PROFILES)('on $id both names of every dish come out whole, and its price stands on its line', (profile) => {
  fc.assert(
    fc.property(dishes, (all) => {
      const lines = all.map(soldAs)
      const documents = [
        saleReceipt({ ...SALE, body: { ...SALE.body, lines } }, PROOF, context),
        guestCheck({ ...CHECK_PRINTED, body: { ...CHECK_PRINTED.body, lines } }, PROOF, context),
        refundReceipt({ ...REFUND, body: { ...REFUND.body, lines } }, PROOF, context),
      ]
      for (const document of documents) {
        const paper = onPaper(document, profile)
        const text = withoutSpaces(paper.lines.join(''))
        const priced = paper.lines.filter((line) => /^2 /.test(line) && /\d\.\d\d$/.test(line))
        expect(priced.map((line) => line.slice(line.lastIndexOf(' ') + 1))).toEqual(
          all.map(({ list }) => formatFen(list)),
        )
        for (const { zh, en } of all) for (const character of withoutSpaces(zh + en)) expect(text).toContain(character)
      }
    }),
    { numRuns: 20 },
  )
})

test.each(PROFILES)('on $id a ticket for the kitchen has both names, the count on the first line', (profile) => {
  fc.assert(
    fc.property(dishes, (all) => {
      const [line] = KITCHEN_SENT.body.kitchen.added
      if (line === undefined) throw new Error('the specimen has no line')
      const added = all.map(({ zh, en }) => ({ ...line, name: { zh, en } }))
      const kitchen = { ...KITCHEN_SENT.body.kitchen, added }
      const ticket = kitchenTicket(KITCHEN_SENT, kitchen, { ticket: 'make', station: 'hot' }, PROOF, context)
      const paper = onPaper(ticket, profile)
      expect(paper.lines.filter((each) => each.endsWith(' x2'))).toHaveLength(all.length)
      const text = withoutSpaces(paper.lines.join(''))
      for (const { zh, en } of all) for (const character of withoutSpaces(zh + en)) expect(text).toContain(character)
    }),
    { numRuns: 20 },
  )
})

test('the kitchen may read another language than the guests', () => {
  const template: SlipTemplate = { ...PLAIN_SLIP, language: 'en', kitchenLanguage: 'zh' }
  const { kitchen } = KITCHEN_SENT.body
  const ticket = kitchenTicket(KITCHEN_SENT, kitchen, { ticket: 'make', station: 'hot' }, PROOF, {
    ...context,
    language: 'en',
    template,
  })
  const text = onPaper(ticket, PROFILES[0] as PrinterProfile).lines.join('\n')
  expect(text).toContain('宫保鸡丁')
  expect(text).not.toMatch(/Kung Pao|Table|Hot kitchen/)
})

test.each(PROFILES)('on $id the code of a document in both languages is the code of the sale', (profile) => {
  const { parts } = onPaper(saleReceipt(SALE, PROOF, context), profile)
  const codes = parts.flatMap((part) => (part.kind === 'qr' ? [part.data] : []))
  expect(codes).toEqual(profile.nativeQr ? [saleQrData(SALE, { ...PROOF, signature: null })] : [])
})
