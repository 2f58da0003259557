import { cashierAt, type DoneOnScreen } from '../e2e/cashier.ts'
import { OTHER_WINDOWS, type Walk } from './camera.ts'

const SHORT_ORDER = [
  ['1002', 1],
  ['1001', 2],
  ['2001', 3],
  ['3101', 2],
] as const

const LONG_ORDER = [...SHORT_ORDER, ['1003', 1], ['2002', 1], ['1014', 2], ['1005', 1]] as const

/** Somebody gets locked out, the manager signs in. */
export const signingIn = async ({ page, shoot }: Walk) => {
  const { at, tap, signIn } = cashierAt(page)
  await tap('staff-han-mei')
  await page.keyboard.type('22')
  await shoot('sign-in')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  for (let attempt = 0; attempt < 5; attempt++) {
    await signIn('han-mei', '0000')
    await at('pin-problem').waitFor()
  }
  await signIn('han-mei', '2222')
  await page.locator('[data-testid=pin-ok][data-disabled]').waitFor()
  await shoot('locked-out')
  await signIn('wang-fang', '2580')
  await at('float').waitFor()
  await shoot('open-shift')
}

/** Searching, a table, orders put aside. */
export const ringing = async ({ page, shoot }: Walk) => {
  const { at, tap, ring } = cashierAt(page)
  await shoot('sale-empty', OTHER_WINDOWS)
  await page.keyboard.type('yx')
  await shoot('sale-search')
  await page.keyboard.press('Escape')
  await page.keyboard.type('zzz')
  await page.keyboard.press('Enter')
  await at('sale-problem').waitFor()
  await shoot('sale-not-found')
  await page.keyboard.press('Escape')
  await tap('category-staple')
  await shoot('sale-category')
  await tap('category-favourites')
  for (const [sku, count] of SHORT_ORDER.slice(0, 2)) await ring(sku, count)
  await tap('order-details')
  await at('table').fill('12')
  await at('guests').fill('4')
  await shoot('details')
  await tap('details-ok')
  await page.keyboard.press('F4')
  await ring('1003', 1)
  await page.keyboard.press('F4')
  await page.keyboard.press('F5')
  await at('recall-2').waitFor()
  await shoot('recall')
  await page.keyboard.press('Escape')
}

const discounting = async ({ page, shoot }: Walk) => {
  const { at, tap, discountOrder } = cashierAt(page)
  await tap('order-discount')
  await at('discount-value').waitFor()
  await shoot('discount')
  await page.keyboard.press('Escape')
  await discountOrder(500)
}

/** An order of eight lines with a discount, given up in the end. */
export const longOrder = async (walk: Walk) => {
  const { page, shoot } = walk
  const { at, tap, ring } = cashierAt(page)
  for (const [sku, count] of LONG_ORDER) await ring(sku, count)
  await at('line-8').waitFor()
  await page.keyboard.press('F7')
  await page.keyboard.type('少辣，不要花生')
  await shoot('note')
  await page.keyboard.press('Enter')
  await discounting(walk)
  await tap('line-2')
  await shoot('sale-8-lines', OTHER_WINDOWS)
  await tap('line-modifiers')
  await at('modifiers').waitFor()
  await shoot('modifiers')
  await page.keyboard.press('Escape')
  await tap('void-order')
  await shoot('void')
  await tap('voidReasonGuestLeft')
  await tap('void-confirm')
  await at('void-confirm').waitFor({ state: 'detached' })
}

/** A payment that is refused, then taken by two tenders. */
export const paying = async ({ page, shoot }: Walk): Promise<DoneOnScreen> => {
  const { tap, ring, readDone, discountOrder, at } = cashierAt(page)
  for (const [sku, count] of SHORT_ORDER) await ring(sku, count)
  await discountOrder(500)
  await at('line-4').waitFor()
  await shoot('sale')
  await tap('pay')
  await page.keyboard.type('300')
  await shoot('pay', OTHER_WINDOWS)
  await tap('tender-wechat')
  await at('pay-problem').waitFor()
  await shoot('pay-refused')
  for (let digit = 0; digit < 3; digit++) await page.keyboard.press('Backspace')
  await page.keyboard.type('100')
  await tap('tender-wechat')
  await page.keyboard.type('300')
  await shoot('pay-mixed')
  await tap('tender-cash')
  await tap('confirm-pay')
  const done = await readDone()
  await page.locator('[data-testid=done-office][data-state=proven]').waitFor()
  await page.locator('[data-testid=done-print][data-state=printed]').waitFor()
  await shoot('done', OTHER_WINDOWS)
  return done
}
