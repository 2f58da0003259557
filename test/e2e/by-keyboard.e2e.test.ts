import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, makeHouse } from '../demo/house.ts'
import { cashierAt } from './cashier.ts'

let house: House

const at = (testId: string) => house.till().page.getByTestId(testId)
const type = (text: string) => house.till().page.keyboard.type(text, { delay: 80 })
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await house.till().page.keyboard.press(key)
}

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill(['--language=en'])
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('Enter carries the first start through to the sign-in', async () => {
  await at('setup-sample').and(house.till().page.locator(':focus')).waitFor()
  await press('Enter')
  await at('setup-continue').and(house.till().page.locator(':focus')).waitFor()
  await press('Enter')
  await at('staff-wang-fang').waitFor()
})

test('a shift is opened and a sale is paid by two tenders, each by its key', async () => {
  await type('2580')
  await press('Enter')
  await at('float').waitFor()
  await type('500')
  await press('Enter')
  await at('search').waitFor()
  await type('2*')
  await type('1002')
  await press('Enter', 'F9')
  await at('due').waitFor()
  await type('50')
  await press('F1')
  await type('6')
  await press('Enter')
  await at('remove-tender-2').waitFor()
  expect(await at('pay-problem').count()).toBe(0)
  await press('Enter')
  await at('pay-problem').waitFor()
  await press('F3', 'Enter')
  const { readDone, at: there } = cashierAt(house.till().page)
  expect(await readDone()).toMatchObject({ totalFen: 9600 })
  await press('Enter')
  await there('search').waitFor()
})

test('a question that somebody left by locking is not there for the next person, nor what they had typed', async () => {
  await type('1002')
  await press('Enter')
  await at('line-1').waitFor()
  await type('3*')
  await press('F8')
  await at('discount-value').waitFor()
  await press('F11')
  await at('staff-li-lei').waitFor()
  await press('ArrowDown')
  await type('1111')
  await press('Enter')
  await at('search').waitFor()
  expect(await at('discount-value').count()).toBe(0)
  await type('2001')
  await press('Enter')
  await at('line-2').waitFor()
  expect(await at('total').textContent()).toContain('51.00')
})

test('every place has a key, which waits while a question is open', async () => {
  await press('F8')
  await at('discount-value').waitFor()
  await press('Control+2')
  expect(await at('discount-value').count()).toBe(1)
  await press('Escape')
  await at('discount-value').waitFor({ state: 'detached' })
  await press('Control+2')
  await house.till().page.locator('.sale-row').first().waitFor()
  await press('Control+3')
  await at('count-cash').waitFor()
  await press('Control+4')
  await at('paper-slip').first().waitFor()
  await press('Control+5')
  await at('about-till').waitFor()
  await press('Control+1')
  await at('line-2').waitFor()
})

test('an order is voided without a Tab to its reason', async () => {
  await at('void-order').focus()
  await press('Enter')
  await at('voidReasonGuestLeft').and(house.till().page.locator(':focus')).waitFor()
  await press('Enter', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter')
  await at('void-confirm').waitFor({ state: 'detached' })
  expect(await at('line-1').count()).toBe(0)
})

test('Today is walked with the arrows, and a refund whose reason is typed asks for the PIN after Enter', async () => {
  const { page } = house.till()
  await press('Control+2')
  await page.locator('.sale-row').first().waitFor()
  await press('ArrowDown', 'Tab')
  await at('reprint').and(page.locator(':focus')).waitFor()
  await press('Tab', 'Tab', 'Enter')
  await at('refund-reason').waitFor()
  await at('refund-reason').focus()
  await type('cold dish')
  expect(await at('refund-reason').inputValue()).toBe('cold dish')
  await press('Enter')
  await at('approve-pin').and(page.locator(':focus')).waitFor()
  await type('2580')
  await press('Enter')
  await at('sale-said').waitFor()
  await at('refund').waitFor({ state: 'detached' })
})
