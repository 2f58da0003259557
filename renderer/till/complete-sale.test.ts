import { beforeEach, expect, test } from 'vitest'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { fen } from '../../shared/money/fen.ts'
import { quantity } from '../../shared/money/quantity.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { freshDatabase, genesis, openedJournal, SHIFT, shiftOpened } from '../../test/contract/journal-fixtures.ts'
import type { IndexedDb } from '../journal/database.ts'
import type { Journal } from '../journal/journal.ts'
import { groupsOf } from './choose-modifiers.ts'
import { completeSale } from './complete-sale.ts'
import { approveDiscounts, isWithinLimit } from './discount-limit.ts'
import { editOrder } from './edit-order.ts'
import { heldOrders, holdOrder, recallOrder } from './hold-order.ts'
import { newId } from './new-id.ts'
import { addItem, removeLine, setLineDiscount, setLineNote, setOrderDiscount, stepQuantity } from './order-lines.ts'
import { refundSale } from './refund-sale.ts'
import { resume } from './resume.ts'
import { tillAtStart, useTill } from './till.ts'
import { voidOrder } from './void-order.ts'

const double = makeBridgeDouble()
let database: IndexedDb
let journal: Journal

const open = async () => {
  return openedJournal(double, database)
}

beforeEach(async () => {
  database = freshDatabase()
  double.mirror.lines.length = 0
  journal = await open()
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, { by: 'wang-fang', shift: SHIFT })
  useTill.setState(tillAtStart(), true)
  useTill.setState({
    staff: { id: 'wang-fang', name: '王芳', role: 'cashier' },
    facts: journal.facts(),
    shift: journal.openShift(),
  })
})

/** Rings up an item of the sample menu, by its SKU. */
const ring = async (sku: string, portions = 1) => {
  const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
  if (item === undefined) throw new Error(`no item ${sku}`)
  const added = addItem(useTill.getState().order, item, [], quantity(portions * 1000), newId())
  if (added === null) throw new Error('the order is full')
  await editOrder(journal, () => added.order, added.lineId)
}

test('a sale is in the journal with its lines, tenders and change, and its draft is gone', async () => {
  await ring('1001', 2)
  await ring('2001')
  const { order } = useTill.getState()
  expect((await journal.drafts.list()).map((draft) => draft.orderId)).toEqual([order.orderId])
  const sold = await completeSale(journal, [
    { kind: 'wechat', amount: fen(5_000) },
    { kind: 'cash', amount: fen(10_000) },
  ])
  expect(sold).toMatchObject({ ok: true, value: { total: 11_500, change: 3_500, already: false } })
  expect(useTill.getState()).toMatchObject({ route: 'done', tenders: [], order: { lines: [] } })
  const sealed = await journal.entryBySeq(journal.head().seq)
  expect(sealed?.entry).toMatchObject({
    kind: 'SALE',
    by: 'wang-fang',
    shift: SHIFT,
    body: { orderId: order.orderId, total: 11_500, paid: 15_000, change: 3_500, rateBp: 100 },
  })
  expect(await journal.drafts.list()).toEqual([])
})

test('a second Enter finds the first sale and sells nothing', async () => {
  await ring('1001')
  const tenders = [{ kind: 'cash' as const, amount: fen(5_600) }]
  const results = await Promise.all([completeSale(journal, tenders), completeSale(journal, tenders)])
  const [first, second] = results
  if (!first.ok || !second.ok) throw new Error('refused')
  expect(second.value).toEqual({ ...first.value, already: true })
  expect(await journal.salesOn('2026-11-24', { limit: 10 })).toHaveLength(1)
})

test('too little leaves the order on the screen and the journal as it was', async () => {
  await ring('1001')
  const before = journal.head()
  const refused = await completeSale(journal, [{ kind: 'cash', amount: fen(5_599) }])
  expect(refused).toMatchObject({ ok: false, reason: 'underpaid' })
  expect(journal.head()).toEqual(before)
  expect(useTill.getState().order.lines).toHaveLength(1)
})

test('an order of nothing after its discount closes without a tender', async () => {
  await ring('1001')
  const free = { kind: 'percent' as const, bp: 10_000, by: 'manager', approvedBp: 10_000 }
  await editOrder(journal, (order) => setOrderDiscount(order, free))
  expect(await completeSale(journal, [])).toMatchObject({ ok: true, value: { total: 0, change: 0, tenders: [] } })
})

test('without lines, staff or a shift nothing is sold', async () => {
  expect(await completeSale(journal, [])).toMatchObject({ ok: false, reason: 'empty_order' })
  await ring('1001')
  useTill.setState({ staff: null })
  expect(await completeSale(journal, [])).toMatchObject({ ok: false, reason: 'not_signed_in' })
  useTill.setState({ shift: null })
  expect(await completeSale(journal, [])).toMatchObject({ ok: false, reason: 'no_open_shift' })
  expect(await voidOrder(journal, 'x')).toMatchObject({ ok: false, reason: 'no_open_shift' })
})

test('a void keeps the lines and the reason, and the order cannot be sold afterwards', async () => {
  await ring('1001')
  const { order } = useTill.getState()
  expect(await voidOrder(journal, '客人离开\n')).toEqual({ ok: true })
  const sealed = await journal.entryBySeq(journal.head().seq)
  expect(sealed?.entry).toMatchObject({ kind: 'ORDER_VOIDED', body: { reason: '客人离开', total: 5_600 } })
  expect(useTill.getState().order.lines).toEqual([])
  useTill.setState({ order })
  const refused = await completeSale(journal, [{ kind: 'cash', amount: fen(5_600) }])
  expect(refused).toMatchObject({ ok: false, reason: 'closed_otherwise' })
})

test('orders are put aside and taken back, and none is lost when two change places', async () => {
  await ring('1001')
  const first = useTill.getState().order
  await holdOrder(journal, 1)
  expect(useTill.getState().order.lines).toEqual([])
  await ring('2001')
  const second = useTill.getState().order
  const [held] = await heldOrders(journal)
  if (held === undefined) throw new Error('nothing is held')
  await recallOrder(journal, held, 2)
  expect(useTill.getState().order).toEqual(first)
  expect((await heldOrders(journal)).map((draft) => draft.order)).toEqual([second])
})

test('what is typed while an order is being put aside is the next guest’s', async () => {
  await ring('1001')
  const first = useTill.getState().order
  const holding = holdOrder(journal, 1)
  await ring('2001')
  await holding
  expect(useTill.getState().order.lines).toMatchObject([{ sku: '2001' }])
  expect((await heldOrders(journal)).map((draft) => draft.order)).toEqual([first])
})

test('an order that cannot be put aside is back on the screen, and one that is being sold stays there', async () => {
  await ring('1001')
  const { order, selected } = useTill.getState()
  const save = () => Promise.reject(new Error('the disk is full'))
  await expect(holdOrder({ ...journal, drafts: { ...journal.drafts, save } }, 1)).rejects.toThrow('the disk is full')
  expect(useTill.getState()).toMatchObject({ order, selected })
  useTill.setState({ selling: true })
  await holdOrder(journal, 1)
  expect(useTill.getState().order).toBe(order)
})

test('the sale exists before its screen, and until then the order takes no more lines', async () => {
  await ring('1001')
  useTill.setState({ selling: true })
  const { order } = useTill.getState()
  const kept: number[] = []
  const sold = await completeSale(journal, [{ kind: 'cash', amount: fen(5_600) }], async (seq) => {
    expect((await journal.entryBySeq(seq))?.entry).toMatchObject({ kind: 'SALE', body: { total: 5_600 } })
    await editOrder(journal, (before) => ({ ...before, table: '12' }))
    expect(useTill.getState()).toMatchObject({ order, route: tillAtStart().route })
    kept.push(seq)
  })
  expect(sold).toMatchObject({ ok: true, value: { seq: kept[0] } })
  expect(useTill.getState().route).toBe('done')
})

const remove = (at: number) => editOrder(journal, (order) => removeLine(order, order.lines[at]?.lineId ?? ''), null)

test('an order emptied line by line is voided with all its lines, and the table goes on with a new order', async () => {
  await ring('1001', 2)
  await ring('2001')
  await editOrder(journal, (order) => ({ ...order, table: '12' }))
  const { order } = useTill.getState()
  await remove(1)
  const { seq } = journal.head()
  await remove(0)
  const [first, second] = order.lines
  expect((await journal.entryBySeq(seq + 1))?.entry).toMatchObject({
    kind: 'ORDER_VOIDED',
    by: 'wang-fang',
    shift: SHIFT,
    body: { orderId: order.orderId, lines: [second, first], total: 11_500 },
  })
  expect(journal.openShift()?.totals.voids).toBe(1)
  expect(await journal.drafts.list()).toEqual([])
  await ring('1001')
  expect(useTill.getState().order).toMatchObject({ table: '12' })
  expect(await completeSale(journal, [{ kind: 'cash', amount: fen(5_600) }])).toMatchObject({ ok: true })
})

test('where the void cannot be recorded, the last line stays on the order', async () => {
  await ring('1001')
  const { order } = useTill.getState()
  const full: Journal = { ...journal, commit: async () => ({ ok: false, reason: 'disk_full', detail: 'no room' }) }
  await expect(editOrder(full, (before) => removeLine(before, order.lines[0]?.lineId ?? ''))).rejects.toThrow(
    'disk_full',
  )
  expect(useTill.getState().order).toEqual(order)
})

test('a sale tells what was taken off it, whole lines and parts of lines', async () => {
  await ring('1001', 3)
  await ring('2001')
  await remove(1)
  const lineId = useTill.getState().order.lines[0]?.lineId ?? ''
  await editOrder(journal, (order) => stepQuantity(order, lineId, -1))
  await editOrder(journal, (order) => stepQuantity(order, lineId, -1))
  await completeSale(journal, [{ kind: 'cash', amount: fen(5_600) }])
  expect((await journal.entryBySeq(journal.head().seq))?.entry).toMatchObject({
    kind: 'SALE',
    body: {
      lines: [{ quantity: 1_000 }],
      removed: [
        { sku: '2001', quantity: 1_000, list: 300 },
        { sku: '1001', quantity: 2_000, list: 11_200 },
      ],
    },
  })
})

test('a sale of which nothing was taken off says nothing of it', async () => {
  await ring('1001', 2)
  await completeSale(journal, [{ kind: 'cash', amount: fen(11_200) }])
  const sealed = await journal.entryBySeq(journal.head().seq)
  expect(sealed?.entry.body).not.toHaveProperty('removed')
})

test('after a stop the open order is back, and the last sale is named so that nobody rings it again', async () => {
  await ring('1001')
  await completeSale(journal, [{ kind: 'cash', amount: fen(6_000) }])
  useTill.setState({ order: { ...tillAtStart().order } })
  await ring('2001')
  const { order } = useTill.getState()
  useTill.setState(tillAtStart(), true)
  await resume(await open())
  expect(useTill.getState()).toMatchObject({ order, notShown: { total: 5_600, change: 400 } })
})

test('of two orders that were being rung up, the newest is on the screen after a stop and the other is on hold', async () => {
  await ring('1001')
  const first = useTill.getState().order
  useTill.setState({ order: tillAtStart().order })
  await ring('2001')
  const second = useTill.getState().order
  useTill.setState(tillAtStart(), true)
  await resume(journal)
  expect(useTill.getState().order).toEqual(second)
  expect((await heldOrders(journal)).map((draft) => draft.order)).toEqual([first])
})

test('a draft of an order that was sold does not come back onto the screen', async () => {
  await ring('1001')
  const { order } = useTill.getState()
  await completeSale(journal, [{ kind: 'cash', amount: fen(5_600) }])
  await journal.drafts.save(order)
  useTill.setState(tillAtStart(), true)
  await resume(journal)
  expect(useTill.getState().order.lines).toEqual([])
  expect(await journal.drafts.list()).toEqual([])
})

const yuanOff = (amount: number, by: string) => ({ kind: 'amount' as const, fen: fen(amount), by })
const removeFirstLine = () => editOrder(journal, (order) => ({ ...order, lines: order.lines.slice(1) }))

test.each(['wang-fang', 'somebody else'])('what %s took off and grew above the limit is not sold', async (by) => {
  await ring('1001')
  await ring('2001')
  await editOrder(journal, (order) => setOrderDiscount(order, yuanOff(300, by)))
  await removeFirstLine()
  expect(await completeSale(journal, [])).toMatchObject({ ok: false, reason: 'discount_over_limit' })
})

test('an approved discount that grew is sold once it is approved again, and the sale names who and how much', async () => {
  await ring('1001')
  await ring('2001')
  await editOrder(journal, (order) => approveDiscounts(setOrderDiscount(order, yuanOff(300, 'wang-fang')), 'manager'))
  await removeFirstLine()
  const { seq } = journal.head()
  expect(await completeSale(journal, [])).toMatchObject({ ok: false, reason: 'discount_over_limit' })
  expect(journal.head().seq).toBe(seq)
  await editOrder(journal, (order) => approveDiscounts(order, 'manager'))
  expect(await completeSale(journal, [])).toMatchObject({ ok: true, value: { total: 0 } })
  expect((await journal.entryBySeq(seq + 1))?.entry).toMatchObject({
    kind: 'SALE',
    by: 'wang-fang',
    body: { discountGiven: { kind: 'amount', fen: 300, by: 'manager', approvedBp: 10_000 } },
  })
})

/** A dish with every option that it offers; not the last one again, which would count that up. */
const ringRichly = async (note: string): Promise<boolean> => {
  const { order } = useTill.getState()
  const sku = order.lines.length % 2 === 0 ? '1001' : '1002'
  const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
  if (item === undefined) throw new Error('no such item')
  const modifiers = groupsOf(SAMPLE_MENU, item).flatMap((group) =>
    group.options.slice(0, group.max).map(({ id, name, price }) => ({ group: group.id, id, name, price })),
  )
  const added = addItem(order, item, modifiers, quantity(1000), newId())
  if (added === null) return false
  const fitted = await editOrder(journal, () => added.order, added.lineId)
  if (!fitted.ok) return false
  const noted = await editOrder(journal, (before) => setLineNote(before, added.lineId, note))
  return noted.ok
}

const KITCHEN = [{ id: 'hot', name: { zh: '热菜', en: 'Hot' }, categories: ['hot'] }]

test.each([
  ['without notes', '', []],
  ['with notes', '不要香菜、少油少盐'.repeat(12), []],
  ['with notes that the kitchen has still to be told', '不要香菜、少油少盐'.repeat(12), KITCHEN],
])(
  'an order that was filled to its end %s is sold and refunded: no order grows longer than an entry',
  async (_, note, stations) => {
    useTill.setState(({ settings }) => ({ settings: { ...settings, stations } }))
    let lines = 0
    while (await ringRichly(note)) lines += 1
    expect(lines).toBeGreaterThan(20)
    const sold = await completeSale(journal, [{ kind: 'cash', amount: fen(999_999_999) }])
    expect(sold).toMatchObject({ ok: true })
    const { done } = useTill.getState()
    const reason = '客人对这一桌的菜都不满意。'.repeat(9)
    expect(await refundSale(journal, done ?? { epoch: 1, seq: 0 }, { reason, approvedBy: 'wang-fang' })).toEqual({
      ok: true,
      already: false,
    })
  },
)

test('what does not fit leaves a full order as it is, and it can still be shortened and given up', async () => {
  while (await ringRichly(''));
  const [first, second, third] = useTill.getState().order.lines.map(({ lineId }) => lineId)
  const note = (lineId = '') =>
    editOrder(journal, (before) => setLineNote(before, lineId, '不要香菜、少油少盐'.repeat(12)))
  const room = [await note(first), await note(second), await note(third)]
  expect(room.at(-1)).toEqual({ ok: false, reason: 'order_full' })
  expect(useTill.getState().order.lines[2]?.note).toBe('')
  expect(await editOrder(journal, (before) => removeLine(before, first ?? ''))).toEqual({ ok: true })
  expect(await voidOrder(journal, '客人走了')).toEqual({ ok: true })
})

test('a discount that applied to nothing when a manager allowed the order is not allowed for what is added later', async () => {
  await ring('2001')
  const all = { kind: 'percent', bp: 10_000, by: 'wang-fang' } as const
  const line = useTill.getState().order.lines[0]?.lineId ?? ''
  await editOrder(journal, (order) => setLineDiscount(order, line, all))
  await editOrder(journal, (order) => setOrderDiscount(order, { kind: 'amount', fen: fen(90_000), by: 'wang-fang' }))
  await editOrder(journal, (order) => approveDiscounts(order, 'manager'))
  expect(isWithinLimit(useTill.getState().order, 'cashier', 1000)).toBe(true)
  await ring('1001', 10)
  expect(await completeSale(journal, [])).toMatchObject({ ok: false, reason: 'discount_over_limit' })
})
