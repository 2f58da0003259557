import { expect, test } from 'vitest'
import { fill, type Message } from './message.ts'
import { MESSAGES } from './messages.ts'
import { aboutMessages } from './messages-about.ts'
import { invoiceMessages } from './messages-invoice.ts'
import { paperMessages } from './messages-paper.ts'
import { payMessages } from './messages-pay.ts'
import { saleMessages } from './messages-sale.ts'
import { setupMessages } from './messages-setup.ts'
import { shellMessages } from './messages-shell.ts'
import { shiftMessages } from './messages-shift.ts'
import { signInMessages } from './messages-sign-in.ts'
import { stoppedMessages } from './messages-stopped.ts'
import { todayMessages } from './messages-today.ts'

const AREAS = [
  shellMessages,
  saleMessages,
  payMessages,
  setupMessages,
  signInMessages,
  shiftMessages,
  todayMessages,
  invoiceMessages,
  paperMessages,
  aboutMessages,
  stoppedMessages,
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
