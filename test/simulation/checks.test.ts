import { expect, test } from 'vitest'
import { type EntryBody, NO_HASH } from '../../shared/journal/entry.ts'
import { fen } from '../../shared/money/fen.ts'
import { NO_TOTALS } from '../../shared/shift/shift-totals.ts'
import { DATE, idOf, saleOf } from '../contract/journal-fixtures.ts'
import { checkJournal } from './check-journal.ts'
import { checkKept } from './checks.ts'
import { KEYED_HASHES } from './keys.ts'
import { emptyStorage } from './model-database.ts'
import { modelDisk } from './model-disk.ts'
import { modelHeadOffice } from './model-head-office.ts'
import { sha256 } from './till.ts'

const SHIFT = idOf(900)
const opened: EntryBody = { kind: 'SHIFT_OPENED', body: { shiftId: SHIFT, businessDate: DATE, float: fen(0) } }
const sale = (order: number) => saleOf(order, 100, `S-${order}`)
const rowsOf = (bodies: readonly EntryBody[], shift = SHIFT) => {
  let prev = NO_HASH
  return bodies.map((content, index) => {
    const text = JSON.stringify({ ...content, seq: index + 1, shift, prev })
    prev = sha256(text)
    return { epoch: 1, seq: index + 1, hash: prev, text }
  })
}
const refund = (of: { seq: number; hash: string }): EntryBody => {
  const { receiptNo, lines, rateBp, subtotal, discount, total, net, tax } = sale(1).body
  const totals = { rateBp, subtotal, discount, total, net, tax }
  const how = { refundId: idOf(5), businessDate: DATE, reason: '', approvedBy: '', receiptNo, tenders: [] }
  return { kind: 'REFUND', body: { ...how, of: { till: '', epoch: 1, ...of }, lines, ...totals } }
}
const closed = (sales: number): EntryBody => {
  const money = { float: fen(0), counted: fen(0), over: fen(0), expected: fen(100 * sales) }
  const totals = { ...NO_TOTALS, sales, salesTotal: fen(100 * sales) }
  return { kind: 'SHIFT_CLOSED', body: { shiftId: SHIFT, businessDate: DATE, z: 1, fromSeq: 1, ...money, totals } }
}

test('a gap, a broken link and a changed text are each found', () => {
  const rows = rowsOf([opened, sale(1), sale(2)])
  const [first, second, third] = rows
  if (!first || !second || !third) throw new Error('three rows')
  checkJournal(rows)
  expect(() => checkJournal([first, third])).toThrow('a gap before number 3')
  expect(() => checkJournal([first, { ...third, seq: 2 }])).toThrow('does not link')
  expect(() => checkJournal([first, { ...second, text: second.text.replace('S-1', 'S-9') }])).toThrow('does not cover')
})

test('money that moves twice, elsewhere, or past its closing is found', () => {
  const [, sold] = rowsOf([opened, sale(1)])
  if (!sold) throw new Error('two rows')
  checkJournal(rowsOf([opened, sale(1), refund(sold)]))
  const found = (bodies: readonly EntryBody[], shift?: string) => expect(() => checkJournal(rowsOf(bodies, shift)))
  found([opened, sale(1), sale(1)]).toThrow('was sold twice')
  found([opened, sale(1), saleOf(2, 100, 'S-1')]).toThrow('receipt number S-1 was given twice')
  found([opened, sale(1), refund(sold), refund(sold)]).toThrow('was given back twice')
  found([opened, sale(1), refund({ seq: 1, hash: sold.hash })]).toThrow('no sale before it')
  found([opened, sale(1)], idOf(901)).toThrow('outside the open shift')
  found([opened, closed(0), sale(1)]).toThrow('outside the open shift')
  found([opened, opened]).toThrow('while one is open')
})

test('a closing that does not come to what was sold is found', () => {
  checkJournal(rowsOf([opened, sale(1), closed(1)]))
  expect(() => checkJournal(rowsOf([opened, sale(1), closed(2)]))).toThrow('the totals of report 1')
  expect(() => checkJournal(rowsOf([opened, closed(0), opened, closed(0)]))).toThrow('report 1 after report 1')
})

test('a sale that was called done and is in none of the three places is found', () => {
  const never = () => undefined
  const sight = {
    ...{ key: KEYED_HASHES.tills[0], keys: KEYED_HASHES, mirrorFile: '/mirror' },
    storage: emptyStorage(),
    disk: modelDisk({ random: () => 0, beforeChange: never, isFull: () => false }),
    office: modelHeadOffice({ keys: KEYED_HASHES, now: () => 0, at: never }),
    paper: new Map(),
    documents: new Map(),
  }
  checkKept({ ...sight, done: new Map() })
  expect(() => checkKept({ ...sight, done: new Map([[3, 'a line']]) })).toThrow('number 3 was called done')
})
