import { expect, test } from 'vitest'
import { PLAIN_SLIP, type SlipTemplate } from '../../../../shared/receipt/slip-template.ts'
import { isSameSlip, isWrong, templateFrom, templateToShow, typedFrom } from './slip-form.ts'

const FULL: SlipTemplate = {
  ...{ logo: { width: 8, height: 1, rows: 'ff' }, head: ['东城区样例路 1 号'], foot: ['欢迎再来'] },
  ...{ phone: '+86 10-6400 0000', taxId: '91110108551385082Q', hidden: ['staff', 'tax'] },
  ...{ language: 'both', kitchenLanguage: 'zh', invoicePage: 'https://invoice.example.cn:8443/a?shop=3' },
}

test('a template is typed and read back as it was, with everything or with nothing', () => {
  for (const template of [FULL, PLAIN_SLIP]) {
    expect(templateFrom(typedFrom(template))).toEqual(template)
    expect(isSameSlip(templateFrom(typedFrom(template)), template)).toBe(true)
  }
  expect(isSameSlip(PLAIN_SLIP, FULL)).toBe(false)
  expect(isSameSlip(templateFrom({ ...typedFrom(FULL), hidden: ['tax', 'staff'] }), FULL)).toBe(true)
})

test('spaces around what is typed do no harm, and a taxpayer id is taken in any case', () => {
  const typed = { ...typedFrom(PLAIN_SLIP), head: ['  a ', ' '], phone: ' 110 ', taxId: '9111 0108 5513 85082q' }
  expect(templateFrom(typed)).toEqual({ ...PLAIN_SLIP, head: ['a'], phone: '110', taxId: '91110108551385082Q' })
})

test.each([
  ['phone', '电话'],
  ['phone', '1'],
  ['taxId', '91110108551385082X'],
  ['invoicePage', 'http://invoice.example.cn'],
  ['invoicePage', 'https://发票.cn'],
  ['invoicePage', 'https://invoice.example.cn/#there'],
  ['invoicePage', 'invoice.example.cn'],
  ['invoicePage', 'https://invoice.example.cn/a b'],
] as const)('%s %s is wrong, and makes no template', (field, wrong) => {
  const typed = { ...typedFrom(FULL), [field]: wrong }
  expect(isWrong(typed, field)).toBe(true)
  expect(templateFrom(typed)).toBeNull()
  expect(templateToShow(typed)).toEqual(templateFrom({ ...typed, [field]: '' }))
  expect(isWrong({ ...typed, [field]: '' }, field)).toBe(false)
})
