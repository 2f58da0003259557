import { beforeEach, expect, test } from 'vitest'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import { fen } from '../../shared/money/fen.ts'
import { ONE } from '../../shared/money/quantity.ts'
import { CASHIER, tillInShift } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { completeSale } from './complete-sale.ts'
import { editOrder } from './edit-order.ts'
import { heldOrders, holdOrder, recallOrder } from './hold-order.ts'
import { newId } from './new-id.ts'
import { addItem, removeLine } from './order-lines.ts'
import { printCheck } from './print-check.ts'
import { sendToKitchen } from './send-to-kitchen.ts'
import { useTill } from './till.ts'
import { voidOrder } from './void-order.ts'

const HOT = { id: 'hot', name: { zh: '热菜', en: 'Hot' }, categories: ['hot'] }

let journal: Journal

const ring = async (sku: string) => {
  const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
  const added = item && addItem(useTill.getState().order, item, [], ONE, newId())
  if (!added) throw new Error(`cannot ring ${sku}`)
  await editOrder(journal, () => added.order, added.lineId)
  return added.lineId
}
const newest = async () => (await journal.entryBySeq(journal.head().seq))?.entry
const pay = (total: number) => completeSale(journal, [{ kind: 'cash', amount: fen(total) }])

beforeEach(async () => {
  journal = await tillInShift(CASHIER)
  const { settings } = useTill.getState()
  useTill.setState({ settings: { ...settings, stations: [HOT] } })
  await ring('1001')
})

test('each send is one entry, tells only what is new, and stays with the draft', async () => {
  expect(await sendToKitchen(journal)).toEqual({ ok: true })
  expect(await newest()).toMatchObject({ kind: 'KITCHEN_SENT', body: { kitchen: { round: 1, cancelled: [] } } })
  expect(await sendToKitchen(journal)).toMatchObject({ ok: false, reason: 'nothing_new' })
  await ring('1002')
  await sendToKitchen(journal)
  const second = await newest()
  expect(second).toMatchObject({ body: { kitchen: { round: 2, added: [{ name: { zh: '鱼香肉丝' } }] } } })
  const [draft] = await journal.drafts.list()
  expect(draft?.order.sent).toMatchObject({ round: 2, lines: [{ quantity: 1_000 }, { quantity: 1_000 }] })
})

test('stopped between the entry and the draft, the same send is found, and nothing goes to the kitchen twice', async () => {
  const before = useTill.getState().order
  await sendToKitchen(journal)
  const { seq } = journal.head()
  useTill.setState({ order: before })
  expect(await sendToKitchen(journal)).toMatchObject({ ok: false, reason: 'nothing_new' })
  expect(journal.head().seq).toBe(seq)
  expect(useTill.getState().order.sent?.round).toBe(1)
})

test('a sale tells the kitchen what nobody sent, and one that was sent whole tells it nothing', async () => {
  await pay(5_600)
  expect(await newest()).toMatchObject({ kind: 'SALE', body: { kitchen: { round: 1, added: [{ station: 'hot' }] } } })
  await ring('1001')
  await sendToKitchen(journal)
  await pay(5_600)
  const sale = await newest()
  expect(sale?.kind === 'SALE' && sale.body.kitchen).toBeUndefined()
})

test('a dish taken back is told with its reason; an order given up takes all of it back', async () => {
  const lineId = await ring('1002')
  await sendToKitchen(journal)
  await editOrder(journal, (order) => removeLine(order, lineId))
  await sendToKitchen(journal, '客人不要了')
  const cancelled = [{ name: { zh: '鱼香肉丝' } }]
  expect(await newest()).toMatchObject({ body: { reason: '客人不要了', kitchen: { round: 2, cancelled } } })
  await voidOrder(journal, '客人离开')
  const left = [{ name: { zh: '宫保鸡丁' } }]
  expect(await newest()).toMatchObject({ kind: 'ORDER_VOIDED', body: { kitchen: { round: 3, cancelled: left } } })
})

test('without stations the kitchen is told nothing, by nobody', async () => {
  const { settings } = useTill.getState()
  useTill.setState({ settings: { ...settings, stations: [] } })
  expect(await sendToKitchen(journal)).toMatchObject({ ok: false, reason: 'no_stations' })
  await pay(5_600)
  const sale = await newest()
  expect(sale?.kind === 'SALE' && sale.body.kitchen).toBeUndefined()
})

test('a guest check is an entry with what the order comes to; the next one has the next number', async () => {
  expect(await printCheck(journal)).toEqual({ ok: true })
  expect(await newest()).toMatchObject({ kind: 'CHECK_PRINTED', body: { number: 1, total: 5_600 } })
  const { order } = useTill.getState()
  useTill.setState({ order: { ...order, checks: 1 } })
  await printCheck(journal)
  expect(await newest()).toMatchObject({ body: { number: 2 } })
})

test('a check whose draft was lost is not taken for the next one', async () => {
  const before = useTill.getState().order
  await printCheck(journal)
  useTill.setState({ order: before })
  await ring('1002')
  await printCheck(journal)
  expect(await newest()).toMatchObject({ kind: 'CHECK_PRINTED', body: { number: 2, lines: [{}, {}] } })
})

test.each([
  ['sent to the kitchen', sendToKitchen],
  ['printed as a check', printCheck],
])('an order that is put aside while it is being %s is on hold afterwards, with what was told', async (_, tell) => {
  const { orderId } = useTill.getState().order
  await Promise.all([tell(journal), holdOrder(journal, 1)])
  expect(useTill.getState().order.orderId).not.toBe(orderId)
  const [held] = await heldOrders(journal)
  expect(held?.orderId).toBe(orderId)
  if (held === undefined) return
  expect(held.order.sent?.round ?? held.order.checks).toBe(1)
  await recallOrder(journal, held, 2)
  expect(await heldOrders(journal)).toEqual([])
})
