import { expect, test } from 'vitest'
import { NO_HASH } from '../../shared/journal/entry.ts'
import { checkJournal, checkKept } from './checks.ts'
import { emptyStorage } from './model-database.ts'
import { modelDisk } from './model-disk.ts'
import { modelHeadOffice } from './model-head-office.ts'
import { sha256 } from './till.ts'

const rowsOf = (orders: readonly string[]) => {
  let prev = NO_HASH
  return orders.map((order, index) => {
    const text = `{"kind":"SALE","orderId":"${order}","prev":"${prev}"}`
    prev = sha256(text)
    return { epoch: 1, seq: index + 1, hash: prev, text }
  })
}

test('a gap, a broken link, a changed text and a doubled order are each found', () => {
  const rows = rowsOf(['A', 'B', 'C'])
  const [first, second, third] = rows
  if (!first || !second || !third) throw new Error('three rows')
  checkJournal(rows)
  expect(() => checkJournal([first, third])).toThrow('a gap before number 3')
  expect(() => checkJournal([first, { ...third, seq: 2 }])).toThrow('does not link')
  expect(() => checkJournal([first, { ...second, text: second.text.replace('B', 'D') }])).toThrow('does not cover')
  expect(() => checkJournal(rowsOf(['A', 'B', 'A']))).toThrow('order A was sold twice')
})

test('a sale that was called done and is in none of the three places is found', () => {
  const never = () => undefined
  const sight = {
    storage: emptyStorage(),
    disk: modelDisk({ random: () => 0, beforeChange: never, isFull: () => false }),
    office: modelHeadOffice({ now: () => 0, at: never }),
    paper: new Map(),
    documents: new Map(),
  }
  checkKept({ ...sight, done: new Map() })
  expect(() => checkKept({ ...sight, done: new Map([[3, 'a line']]) })).toThrow('number 3 was called done')
})
