import { expect, test } from 'vitest'
import { fill, type Message } from './message.ts'
import { MESSAGES } from './messages.ts'
import { aboutMessages } from './messages-about.ts'
import { copiesMessages } from './messages-copies.ts'
import { drawerMessages } from './messages-drawer.ts'
import { epochMessages } from './messages-epoch.ts'
import { invoiceMessages } from './messages-invoice.ts'
import { kitchenMessages } from './messages-kitchen.ts'
import { paperMessages } from './messages-paper.ts'
import { payMessages } from './messages-pay.ts'
import { printersMessages } from './messages-printers.ts'
import { recentSlipsMessages } from './messages-recent-slips.ts'
import { replaceMessages } from './messages-replace.ts'
import { saleMessages } from './messages-sale.ts'
import { setupMessages } from './messages-setup.ts'
import { shellMessages } from './messages-shell.ts'
import { shiftMessages } from './messages-shift.ts'
import { signInMessages } from './messages-sign-in.ts'
import { slipMessages } from './messages-slip.ts'
import { stoppedMessages } from './messages-stopped.ts'
import { todayMessages } from './messages-today.ts'
import { textIn } from './use-text.ts'

const AREAS = [
  shellMessages,
  saleMessages,
  payMessages,
  drawerMessages,
  kitchenMessages,
  setupMessages,
  signInMessages,
  shiftMessages,
  todayMessages,
  invoiceMessages,
  paperMessages,
  recentSlipsMessages,
  aboutMessages,
  printersMessages,
  copiesMessages,
  replaceMessages,
  slipMessages,
  stoppedMessages,
  epochMessages,
]

test('no area takes a key of another', () => {
  const keys = AREAS.flatMap((area) => Object.keys(area))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  expect(keys.toSorted()).toEqual(Object.keys(MESSAGES).toSorted())
})

test('every message says something in both languages', () => {
  const all: [string, Message][] = Object.entries(MESSAGES)
  expect(all.filter(([, [zh, en]]) => zh.trim() === '' || en.trim() === '')).toEqual([])
})

test('slots are filled, and one without a value stays visible', () => {
  expect(fill(['{a}／{b}', '{a} of {b}'], 'en', { a: 1, b: 2 })).toBe('1 of 2')
  expect(fill(['{a}／{b}', '{a} of {b}'], 'zh', { a: 1 })).toBe('1／{b}')
})

test('English counts one thing as one, Chinese as it always does', () => {
  const lines: Message = ['{count} 项', '{count|line|lines}']
  expect([0, 1, 2].map((count) => fill(lines, 'en', { count }))).toEqual(['0 lines', '1 line', '2 lines'])
  expect(fill(lines, 'zh', { count: 1 })).toBe('1 项')
  expect(fill(lines, 'en', {})).toBe('{count|line|lines}')
  expect(textIn('en')('unpaidOrders', { count: 1 })).toMatch(/^1 order is not paid/)
})

test('no English message puts a bare number before a plural', () => {
  const all: [string, Message][] = Object.entries(MESSAGES)
  const bare = /\{(?:count|left|minutes|entries)\} (?!waiting)\w*s\b/
  expect(all.filter(([, [, en]]) => bare.test(en)).map(([key]) => key)).toEqual([])
})

test('a Chinese text has no plural', () => {
  const all: [string, Message][] = Object.entries(MESSAGES)
  expect(all.filter(([, [zh]]) => /\{\w+\|/.test(zh)).map(([key]) => key)).toEqual([])
})
