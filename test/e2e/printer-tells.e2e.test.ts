import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, makeHouse } from '../demo/house.ts'
import { cashierAt } from './cashier.ts'

let house: House

const cashier = () => cashierAt(house.till().page)
const isGone = (testId: string) => cashier().at(testId).waitFor({ state: 'detached' })

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill()
  await cashier().setUpSample()
  await cashier().signIn('wang-fang', '2580')
  await cashier().openShift('500')
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a drawer that is left open is said after the sale and once the next order begins, and nothing waits for it', async () => {
  house.printer().setDrawer('left_open')
  await cashier().ring('1001')
  await cashier().payExactCash()
  await cashier().at('done-drawer').waitFor()
  await cashier().tap('next-order')
  await cashier().at('search').waitFor()
  expect(await cashier().at('strip-drawer').count()).toBe(0)
  await cashier().ring('1001')
  await cashier().at('strip-drawer').waitFor()
  house.printer().setDrawer('closed')
  await isGone('strip-drawer')
})

test('paper near its end is a warning, and selling goes on', async () => {
  await house.printer().setFault('paper_near_end')
  await cashier().payExactCash()
  await cashier().at('done-print').and(house.till().page.locator('[data-state=printed]')).waitFor()
  const strip = cashier().at('strip-printer')
  await strip.and(house.till().page.locator('[data-proof=act]')).filter({ hasText: '打印机纸快用完了' }).waitFor()
  await house.printer().setFault('none')
  await cashier().tap('next-order')
  await cashier().ring('1001')
  await cashier().payExactCash()
  await strip.and(house.till().page.locator('[data-proof=proven]')).waitFor()
})
