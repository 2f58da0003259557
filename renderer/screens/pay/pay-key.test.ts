import { expect, test } from 'vitest'
import { TENDER_KINDS } from '../../../shared/sale/tender.ts'
import { saleKey } from '../sale/sale-key.ts'
import { keyOfTender, payKey } from './pay-key.ts'

const press = (key: string, held: 'altKey' | 'ctrlKey' | 'metaKey' | null = null) => ({
  key,
  altKey: held === 'altKey',
  ctrlKey: held === 'ctrlKey',
  metaKey: held === 'metaKey',
})

test.each([
  ['0', { keypad: '0' }],
  ['9', { keypad: '9' }],
  ['.', { keypad: '.' }],
  ['Backspace', { keypad: 'back' }],
  ['F10', 'cash_exact'],
  ['Escape', 'back'],
  ['Enter', 'confirm'],
  ['F1', { tender: 'wechat' }],
  ['F2', { tender: 'alipay' }],
  ['F3', { tender: 'card' }],
  ['３', null],
  ['-', null],
  ['a', null],
  ['F9', null],
  ['Tab', null],
  ['12', null],
])('%s means %o', (key, action) => {
  expect(payKey(press(key), false)).toEqual(action)
})

test('Enter on a button that was walked to with Tab is that button’s; digits and F10 still mean the amount', () => {
  expect(payKey(press('Enter'), true)).toBeNull()
  expect(payKey(press('5'), true)).toEqual({ keypad: '5' })
  expect(payKey(press('F10'), true)).toBe('cash_exact')
})

test.each(['altKey', 'ctrlKey', 'metaKey'] as const)('nothing is paid with %s held', (held) => {
  for (const key of ['5', 'F1', 'F10', 'Enter', 'Escape']) expect(payKey(press(key, held), false)).toBeNull()
})

test('every tender but cash has a key, and it means nothing on Sale', () => {
  const onSale = { query: '', hasQuantity: false, hasProblem: false, isOrderEmpty: false }
  const keys = TENDER_KINDS.map((kind) => keyOfTender(kind))
  expect(keys.filter((key) => key !== undefined)).toHaveLength(TENDER_KINDS.length - 1)
  for (const key of keys) if (key !== undefined) expect(saleKey(press(key), onSale)).toBeNull()
})
