import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { fen } from '../../shared/money/fen.ts'
import { ONE, quantity } from '../../shared/money/quantity.ts'
import { type Evidence, reckon } from './reckoning.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const ID = '0123456789ABCDEFGHJKMNPQ'
const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }

const chain = (contents: readonly EntryBody[]): string[] => {
  let head = headBeforeGenesis('a'.repeat(32), 1)
  return contents.map((content) => {
    const sealed = seal(head, content, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return sealed.value.text
  })
}

const PRICE = fen(300)
const NET = fen(283)
const TAX = fen(17)
const NIL = fen(0)

const money = { list: PRICE, lineDiscount: NIL, orderDiscount: NIL, payable: PRICE, net: NET, tax: TAX }
const rice = {
  ...{ lineId: `${ID}00`, sku: '2001', name: { zh: '米饭', en: 'Rice' }, category: 'staples' },
  ...{ unit: { zh: '碗', en: 'bowl' }, unitPrice: PRICE, quantity: ONE, modifiers: [], note: '', discount: null },
}

/** The n-th sale: so many bowls of rice. */
const sale = (count: number, receipt = count, order = count): EntryBody => ({
  kind: 'SALE',
  body: {
    ...{
      orderId: `${ID}${String(order).padStart(2, '0')}`,
      receiptNo: `S1-20260101-${String(receipt).padStart(4, '0')}`,
    },
    ...{ businessDate: '2026-01-01', dining: 'dine_in', table: '', guests: 1, note: '' },
    lines: [{ ...rice, ...money, quantity: quantity(count * 1_000) }],
    ...{ rateBp: 600, subtotal: PRICE, discount: NIL, total: PRICE, net: NET, tax: TAX },
    ...{ tenders: [{ kind: 'card', amount: PRICE }], paid: PRICE, change: NIL },
  },
})

const printed = (seq: number, state: 'printed' | 'in_doubt' = 'printed'): EntryBody => ({
  kind: 'PRINT_OUTCOME',
  body: { job: `1.${seq}:receipt:1`, state, evidence: 'none', bytesHash: sha256(''), offset: seq },
})

const receipt = (count: number) => ({ receiptNo: `S1-20260101-${String(count).padStart(4, '0')}`, totalFen: 300 })
const done = (seq: number) => ({ seq, ...receipt(seq) })

const evidence = (entries: readonly string[], more: Partial<Evidence> = {}): Evidence => ({
  pressed: new Set(['1x2001', '2x2001']),
  acknowledged: [done(1), done(2)],
  copies: { indexedDb: entries, mirror: entries, headOffice: entries },
  paper: [receipt(1), receipt(2)],
  ...more,
})

const TWO = chain([sale(1), sale(2), printed(1), printed(2)])
const NOTHING = { lost: [], doubled: [], unexplained: [] }

test('two sales that are everywhere leave nothing to say', () => {
  expect(reckon(evidence(TWO))).toEqual(NOTHING)
})

test('a sale that was done and is missing from a copy is lost there', () => {
  const short = TWO.slice(0, 1)
  const { lost } = reckon(evidence(TWO, { copies: { indexedDb: TWO, mirror: TWO, headOffice: short } }))
  expect(lost).toEqual(['sale 2 (S1-20260101-0002) in headOffice'])
})

test('a sale that was done with another amount, or with other bytes in a copy, is lost', () => {
  expect(reckon(evidence(TWO, { acknowledged: [{ ...done(1), totalFen: 301 }] })).lost).toHaveLength(3)
  const other = chain([sale(1), sale(1, 2, 2), printed(1), printed(2)])
  expect(reckon(evidence(TWO, { copies: { indexedDb: TWO, mirror: other } })).lost).toEqual([
    'sale 2 (S1-20260101-0002) in mirror',
  ])
})

test('an order that was sold twice is doubled, under whatever number', () => {
  const twice = chain([sale(1), sale(1, 2, 2), printed(1), printed(2)])
  expect(reckon(evidence(twice)).doubled).toContain('order 1x2001 is sold twice in indexedDb')
  const again = chain([sale(1), sale(2, 2, 1), printed(1), printed(2)])
  expect(reckon(evidence(again)).doubled).toContain(`order ${ID}01 is sold twice in mirror`)
})

test('a receipt that is on paper twice, without the mark of a copy, is doubled', () => {
  const paper = [receipt(1), receipt(2), receipt(2)]
  expect(reckon(evidence(TWO, { paper })).doubled).toEqual(['receipt S1-20260101-0002 is on paper twice, unmarked'])
})

test('what nobody pressed is unexplained', () => {
  const { unexplained } = reckon(evidence(TWO, { pressed: new Set(['1x2001']) }))
  expect(unexplained).toEqual(['sale 2 (S1-20260101-0002): nobody paid for 2x2001'])
  const strange = chain([sale(1), sale(2), printed(1), printed(2), printed(7)])
  expect(reckon(evidence(strange)).unexplained).toHaveLength(1)
})

test('a number that is left out, a broken chain and copies that differ are unexplained', () => {
  const gap = chain([sale(1), sale(2, 3), printed(1), printed(2)])
  const paper = [receipt(1), receipt(3)]
  expect(reckon(evidence(gap, { acknowledged: [], paper })).unexplained).toEqual([
    'sale 2 (S1-20260101-0003): the number before it is missing',
  ])
  const holed = TWO.toSpliced(1, 1)
  const copies = { indexedDb: TWO, mirror: holed }
  expect(reckon(evidence(TWO, { copies, acknowledged: [] })).unexplained).toEqual([
    'the chain of mirror breaks after entry 1: does_not_follow',
    'entry 2 is not in mirror',
  ])
})

test('a receipt that is not on paper must be in doubt, and paper must have its sale', () => {
  expect(reckon(evidence(TWO, { paper: [receipt(1)] })).unexplained).toHaveLength(1)
  const doubted = chain([sale(1), sale(2), printed(1), printed(2, 'in_doubt')])
  expect(reckon(evidence(doubted, { paper: [receipt(1)] }))).toEqual(NOTHING)
  expect(reckon(evidence(TWO, { paper: [receipt(1), receipt(2), receipt(3)] })).unexplained).toHaveLength(1)
})
