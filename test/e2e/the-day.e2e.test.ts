import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countDrafts, readHeadOffice, readIndexedDb, readMirror, readReceipts } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt, type DoneOnScreen } from './cashier.ts'

let house: House
const done: DoneOnScreen[] = []

const cashier = () => cashierAt(house.till().page)
const total = () => done.reduce((sum, sale) => sum + sale.totalFen, 0)
const signInAndWait = async () => {
  await cashier().signIn('li-lei', '1111')
  await cashier().at('search').waitFor()
}

/** Every place that keeps sales agrees with what the screen called done. */
const expectAllCopiesAgree = async () => {
  const expected = { count: done.length, totalFen: total() }
  expect(await readIndexedDb(house.till().page)).toMatchObject(expected)
  await eventually(() => expect(readMirror(house.tillFolder)).toMatchObject(expected))
  await eventually(() =>
    expect(readReceipts(house.paperFolder)).toEqual({
      receipts: done.length,
      distinct: done.length,
      totalFen: total(),
    }),
  )
  await eventually(async () => {
    const entries = readMirror(house.tillFolder).entries
    expect(await readHeadOffice(house.headOffice().databaseUrl)).toMatchObject({ ...expected, entries })
  })
}

beforeAll(async () => {
  house = makeHouse()
  await house.startHeadOffice()
  await house.startPrinter()
  await house.startTill()
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('a fresh till is set up from the screen and opens a shift', async () => {
  await cashier().setUpSample()
  await cashier().signIn('li-lei', '1111')
  await cashier().openShift('500')
})

test('a sale is rung up by keys, paid with one key, and in all four places', async () => {
  await cashier().ring('1002', 2)
  await cashier().ring('1001')
  done.push(await cashier().payExactCash())
  expect(done[0]?.totalFen).toBe(2 * 4800 + 5600)
  await cashier().nextOrder()
  await expectAllCopiesAgree()
})

test('change is shown, wallets may not overpay, tenders mix', async () => {
  const { page } = house.till()
  await cashier().ring('1003')
  await cashier().tap('pay')
  await page.keyboard.type('50')
  await cashier().tap('tender-wechat')
  await cashier().at('pay-problem').waitFor()
  await cashier().tap('tender-cash')
  await cashier().tap('confirm-pay')
  done.push(await cashier().readDone())
  expect(await cashier().at('done-change').textContent()).toContain('18.00')
  await cashier().nextOrder()
  await cashier().ring('1002')
  done.push(await cashier().payMixed('alipay', 10))
  await cashier().nextOrder()
})

test('a key that bounces does not sell twice', async () => {
  await cashier().ring('2001')
  await house.till().page.evaluate(() => {
    for (const key of ['F10', 'F10', 'F10']) dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  })
  done.push(await cashier().readDone())
  await cashier().nextOrder()
  await expectAllCopiesAgree()
})

test('with head office down the till sells on, and is proven when it returns', async () => {
  await house.killHeadOffice()
  for (const sku of ['1002', '2001', '1003']) {
    await cashier().ring(sku)
    done.push(await cashier().payWith('card'))
    await cashier().nextOrder()
  }
  await house.startHeadOffice()
  await expectAllCopiesAgree()
})

test('a number is typed by touch, and Esc leaves a dialog from within its field', async () => {
  const { page } = house.till()
  await cashier().ring('1002')
  await cashier().tap('order-discount')
  for (const key of ['1', '2', 'back', '.', '5']) await cashier().tap(`discount-value-key-${key}`)
  expect(await cashier().at('discount-value').inputValue()).toBe('1.5')
  await page.keyboard.press('Escape')
  await cashier().at('discount-value').waitFor({ state: 'detached' })
  await cashier().voidOrder()
})

test('an order that is voided is no sale', async () => {
  await cashier().ring('1002')
  await cashier().voidOrder()
  expect((await readIndexedDb(house.till().page)).count).toBe(done.length)
})

test('everything is killed in the middle of an order: each sale is there once, and selling goes on', async () => {
  await cashier().ring('1002')
  done.push(await cashier().payWith('alipay'))
  await cashier().nextOrder()
  await cashier().ring('1001')
  await eventually(async () => expect(await countDrafts(house.till().page)).toBe(1))
  await house.killEverything()
  await house.startHeadOffice()
  await house.startPrinter()
  await house.startTill()
  await signInAndWait()
  await expectAllCopiesAgree()
  // The order that was on the screen is a draft, and is there again.
  expect(await cashier().at('total').textContent()).toContain('56.00')
  done.push(await cashier().payExactCash())
  await cashier().nextOrder()
  await expectAllCopiesAgree()
})
