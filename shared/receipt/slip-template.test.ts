import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PROOF, SALE, SHIFT_CLOSED } from '../../test/fixtures/specimen-entries.ts'
import { decodePaper, paperText } from '../escpos/decode.ts'
import { blacken, blankImage } from '../escpos/dot-image.ts'
import { encodeReceipt } from '../escpos/encode.ts'
import { GENERIC_80, PROFILES } from '../escpos/profile.ts'
import { spellOutReceipt } from '../escpos/spell-out.ts'
import type { ReceiptContext } from './parts.ts'
import type { Receipt } from './receipt.ts'
import { saleReceipt } from './sale-receipt.ts'
import { LOGO_MOST_DOTS, logoOf, OPTIONAL_LINES, PLAIN_SLIP, slipTemplateSchema } from './slip-template.ts'
import { zReport } from './z-report.ts'

const context: ReceiptContext = {
  restaurant: '存根小馆',
  language: 'zh',
  sample: false,
  staffName: '王芳',
  nameOf: (staffId) => staffId,
  stationName: (station) => ({ zh: station, en: station }),
}
const image = blankImage(LOGO_MOST_DOTS, 40)
blacken(image, 3, 2)
blacken(image, LOGO_MOST_DOTS - 1, 39)
const template = { logo: logoOf(image), head: ['东城区样例路 1 号', '电话 010-0000'], foot: ['欢迎再来'] }

test.each(PROFILES.map((profile) => [profile.id, profile] as const))(
  'logo, address and foot stand on a receipt of %s, dot for dot',
  (_, profile) => {
    const receipt = spellOutReceipt(saleReceipt(SALE, PROOF, { ...context, template }))
    const encoded = encodeReceipt(receipt, profile)
    if (!encoded.ok) throw new Error(encoded.reason)
    const paper = decodePaper(encoded.value, profile)
    const words = paperText(paper)
    expect(words).toMatch(/存根小馆.*东城区样例路 1 号.*电话 010-0000.*欢迎再来/s)
    expect(words).not.toContain('谢谢惠顾')
    const picture = paper.parts.find((part) => part.kind === 'raster')
    expect(picture?.kind === 'raster' && picture.image).toEqual(image)
  },
)

test('a plain slip is what it was without a template', () => {
  const plain = saleReceipt(SALE, PROOF, { ...context, template: PLAIN_SLIP })
  expect(plain).toEqual(saleReceipt(SALE, PROOF, context))
})

test.each([
  ['an empty line', { ...template, head: [''] }],
  ['a line that is too long', { ...template, head: ['长'.repeat(61)] }],
  ['a control character', { ...template, foot: ['a\u001bb'] }],
  ['too many lines', { ...template, head: Array(7).fill('x') }],
  ['a logo with too few rows', { ...template, logo: { ...template.logo, height: 41 } }],
  ['a logo that is too wide', { ...template, logo: { width: 400, height: 1, rows: '00'.repeat(50) } }],
])('%s is refused', (_, wrong) => {
  expect(v.is(slipTemplateSchema, wrong)).toBe(false)
  expect(v.is(slipTemplateSchema, template)).toBe(true)
})

const wordsOf = (receipt: Receipt): string => {
  const encoded = encodeReceipt(spellOutReceipt(receipt), GENERIC_80)
  if (!encoded.ok) throw new Error(encoded.reason)
  return paperText(decodePaper(encoded.value, GENERIC_80))
}
const full = { ...template, phone: '010-6400 0000', taxId: '91110108551385082Q' }

test('telephone and taxpayer id stand under the head; each line that is left out is gone, and nothing else', () => {
  const shown = wordsOf(saleReceipt(SALE, PROOF, { ...context, template: full }))
  const lines = {
    phone: '电话 010-6400',
    taxId: '纳税人识别号',
    staff: '收银员',
    place: '桌号',
    tax: '税额',
    foot: '欢迎',
  }
  for (const line of OPTIONAL_LINES) {
    const left = wordsOf(saleReceipt(SALE, PROOF, { ...context, template: { ...full, hidden: [line] } }))
    expect(shown).toContain(lines[line])
    expect(left).not.toContain(lines[line])
    for (const other of OPTIONAL_LINES) if (other !== line) expect(left).toContain(lines[other])
  }
})

test('number, time, total and short hash stay whatever is left out, and reports name their cashier', () => {
  const bare = { ...context, template: { ...full, hidden: [...OPTIONAL_LINES] } }
  expect(wordsOf(saleReceipt(SALE, PROOF, bare))).toMatch(
    /小票号 A1.*时间 2026.*合计.*￥268\.25.*存根 #127 3f9a1c77e0b2/s,
  )
  expect(wordsOf(zReport(SHIFT_CLOSED, PROOF, bare))).toContain('收银员 王芳')
})
