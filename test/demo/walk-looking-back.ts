import { cashierAt, type DoneOnScreen } from '../e2e/cashier.ts'
import { OTHER_WINDOWS, type Walk } from './camera.ts'

/** An invoice requested from the Done screen, after a slip of the finger. */
export const invoicing = async ({ page, shoot }: Walk) => {
  const { at, tap } = cashierAt(page)
  await tap('request-invoice')
  await at('buyer-name').fill('样例科技有限公司')
  await at('buyer-id').fill('911101085513850820')
  await shoot('invoice-error')
  await at('buyer-id').fill('91110108551385082Q')
  await tap('invoice-queue')
  await at('invoice-said').waitFor()
  await shoot('invoice')
  await tap('nav-sale')
}

/** Four sales by other tenders. */
export const aFewMore = async ({ page }: Walk) => {
  const { ring, payWith, payExactCash, nextOrder } = cashierAt(page)
  for (const [sku, kind] of [
    ['1003', 'wechat'],
    ['2001', 'alipay'],
    ['1002', 'card'],
  ] as const) {
    await ring(sku, 2)
    await payWith(kind)
    await nextOrder()
  }
  await ring('3101', 1)
  await payExactCash()
  await nextOrder()
}

/** Today, a refund, the paper and Settings. */
export const lookingBack = async ({ page, shoot }: Walk, sale: DoneOnScreen) => {
  const { at, tap } = cashierAt(page)
  await tap('nav-today')
  await page.locator('.sale-row').nth(4).waitFor()
  await shoot('today-list')
  await tap(`sale-row-${sale.receiptNo}`)
  await at('sale-detail').waitFor()
  await page.locator('.sold-lines').waitFor()
  await shoot('today', OTHER_WINDOWS)
  await page.locator('.sale-row').nth(1).click()
  await tap('refund')
  await tap('refundReasonDish')
  await at('approve-pin').waitFor()
  await shoot('refund')
  await at('approve-pin').fill('2580')
  await tap('approve-ok')
  await at('sale-said').waitFor()
  await shoot('refunded')
  await tap('nav-paper')
  await at('paper-slip').nth(3).waitFor()
  await at('paper-dots').nth(3).waitFor()
  await shoot('paper')
  await at('paper-dots')
    .first()
    .evaluate((canvas) => canvas.scrollIntoView({ block: 'end' }))
  await shoot('paper-qr')
  await tap('nav-about')
  await page.waitForLoadState('networkidle')
  await shoot('about')
}

/** Who cooks what, an order that the kitchen knows in part, a dish taken back. */
export const tellingTheKitchen = async ({ page, shoot }: Walk) => {
  const { at, tap, ring, allow } = cashierAt(page)
  await tap('nav-about')
  await tap('station-hot-hot')
  await allow('2580')
  await tap('station-cold-cold')
  await at('kitchen-card').scrollIntoViewIfNeeded()
  await shoot('kitchen-stations')
  await at('slip-head-1').fill('东城区样例路 1 号')
  await at('slip-card').scrollIntoViewIfNeeded()
  await at('slip-card').getByTestId('paper-dots').waitFor()
  await shoot('slip-template')
  await tap('nav-sale')
  await ring('1001', 2)
  await ring('1101')
  await tap('kitchen')
  await at('sale-problem').waitFor()
  await ring('1002')
  await shoot('sale-kitchen', OTHER_WINDOWS)
  await tap('line-2')
  await page.keyboard.press('Delete')
  await tap('kitchen')
  await at('take-back').waitFor()
  await shoot('take-back')
  await tap('takeBackGuest')
  await tap('take-back-confirm')
  await at('take-back').waitFor({ state: 'detached' })
  await tap('void-order')
  await tap('voidReasonGuestLeft')
  await tap('void-confirm')
  await at('void-confirm').waitFor({ state: 'detached' })
}

/** X, the blind count and Z. */
export const closing = async ({ page, shoot }: Walk) => {
  const { at, tap } = cashierAt(page)
  await tap('nav-shift')
  await at('count-cash').waitFor()
  await shoot('shift')
  await tap('shift-drawer')
  await tap('drawer-out')
  await at('drawer-amount').fill('36')
  await tap('drawerReasonSupplier')
  await shoot('drawer')
  await tap('drawer-confirm')
  await at('drawer-dialog').waitFor({ state: 'detached' })
  await tap('x-report')
  await at('totals').waitFor()
  await shoot('shift-x')
  await tap('count-by-pieces')
  await at('count-10000').fill('7')
  await shoot('shift-count')
  await tap('count-by-total')
  await at('count-cash').fill('1000')
  await tap('close-shift')
  await at('closed-shift').waitFor()
  await shoot('shift-z')
}
