import { expect, test } from 'vitest'
import { textOfPart } from '../../test/fixtures/encoded.ts'
import type { Block } from '../receipt/receipt.ts'
import { decodePaper } from './decode.ts'
import { encodeReceipt } from './encode.ts'
import { GENERIC_58, GENERIC_80, type PrinterProfile } from './profile.ts'

const linesOf = (block: Block, profile: PrinterProfile) => {
  const encoded = encodeReceipt({ blocks: [block] }, profile)
  if (!encoded.ok) throw new Error(encoded.reason)
  return decodePaper(encoded.value, profile).parts.filter((part) => part.kind === 'line')
}
const textsOf = (block: Block, profile: PrinterProfile) => linesOf(block, profile).map(textOfPart)

const net: Block = {
  kind: 'row',
  cells: [
    { text: '不含税净额', grow: true, second: { together: '不含税净额 Net of tax', below: 'Net of tax' } },
    { text: '￥11,495.75', align: 'right' },
  ],
}

test('both languages stand on one line where they fit, else the second stands below and the price stays where it is', () => {
  expect(textsOf(net, GENERIC_80)).toEqual([`不含税净额 Net of tax${' '.repeat(16)}￥11,495.75`])
  expect(textsOf(net, GENERIC_58)).toEqual([`不含税净额${' '.repeat(11)}￥11,495.75`, 'Net of tax'])
  expect(linesOf(net, GENERIC_58)[1]?.runs).toMatchObject([{ size: 'small' }])
})

test('what is printed large has its second language below in normal type', () => {
  const total: Block = { ...net, size: 'double', bold: true }
  expect(linesOf(total, GENERIC_58).at(-1)?.runs).toMatchObject([{ size: 'normal', bold: true, text: 'Net of tax' }])
})

test('a name below begins where the name above does, within half a small character', () => {
  const dish: Block = {
    kind: 'row',
    cells: [
      { text: '1.25' },
      { text: '清蒸鲈鱼', grow: true, second: { below: 'Steamed sea bass' } },
      { text: '122.50', align: 'right' },
    ],
  }
  const below = linesOf(dish, GENERIC_58)[1]?.runs[0]
  const indent = (below?.text.length ?? 0) - 'Steamed sea bass'.length
  expect(Math.abs(indent * 9 - 5 * 12)).toBeLessThan(5)
})

test('a label and a value that never fit on one line break between them, not between the languages', () => {
  const number = '01JD0000000000000000000007'
  const request: Block = {
    kind: 'text',
    text: `申请号 ${number}`,
    second: { together: `申请号 Request ${number}`, below: 'Request' },
  }
  expect(textsOf(request, GENERIC_58)).toEqual(['申请号 Request', number])
})

test('small type uses the columns of the second font, and those of the first for what only that has', () => {
  const words = 'a'.repeat(64)
  expect(textsOf({ kind: 'text', size: 'small', text: words }, GENERIC_80)).toEqual([words])
  const accented = `é${'a'.repeat(47)}`
  expect(textsOf({ kind: 'text', size: 'small', text: accented }, GENERIC_80)).toHaveLength(2)
})

test('￥ is not parted from its amount', () => {
  const text = '中文：西红柿鸡蛋 鱼香肉丝 ￥38.00'
  expect(textsOf({ kind: 'text', text }, GENERIC_58)).toEqual(['中文：西红柿鸡蛋 鱼香肉丝', '￥38.00'])
})
