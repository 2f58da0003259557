import type { Page } from 'playwright-core'
import type { Item } from '../../shared/catalog/catalog.ts'
import { SAMPLE_MENU } from '../../shared/catalog/sample-menu.ts'
import type { TenderKind } from '../../shared/sale/tender.ts'

/** A sale as the Done screen showed it, both copies durable. */
export type DoneOnScreen = { readonly seq: number; readonly totalFen: number; readonly receiptNo: string }

/** A person at the counter: everything goes through the screens, by touch and by keys. */
export const cashierAt = (page: Page) => {
  const at = (testId: string) => page.getByTestId(testId)
  const tap = (testId: string) => at(testId).click()

  const signIn = async (staff: string, pin: string) => {
    await tap(`staff-${staff}`)
    for (const digit of pin) await tap(`pin-${digit}`)
    await tap('pin-ok')
  }

  const setUpSample = async () => {
    // The button has the focus once the screen is as it stays.
    await at('setup-sample').and(page.locator(':focus')).waitFor()
    await tap('setup-sample')
    await tap('setup-continue')
  }

  const openShift = async (float: string) => {
    await at('float').fill(float)
    await tap('open-shift')
    await at('search').waitFor()
  }

  const chooseRequired = async (item: Item) => {
    const groups = SAMPLE_MENU.modifierGroups.filter((group) => item.modifierGroups.includes(group.id))
    if (!groups.some((group) => group.min > 0)) return
    for (const group of groups) {
      for (const option of group.options.slice(0, group.min)) await tap(`modifier-${group.id}-${option.id}`)
    }
    await tap('modifiers-ok')
  }

  const itemOf = (sku: string): Item => {
    const item = SAMPLE_MENU.items.find((one) => one.sku === sku)
    if (!item) throw new Error(`no item ${sku} on the sample menu`)
    return item
  }

  /** Rings up one line by its code, at a quantity. */
  const ring = async (sku: string, count = 1) => {
    if (count !== 1) await page.keyboard.type(`${count}*`)
    await page.keyboard.type(sku)
    await page.keyboard.press('Enter')
    await chooseRequired(itemOf(sku))
  }

  const readDone = async (): Promise<DoneOnScreen> => {
    const done = page.locator('[data-testid=done][data-state=done]')
    await done.waitFor()
    const read = async (name: string) => (await done.getAttribute(`data-${name}`)) ?? ''
    return { seq: Number(await read('seq')), totalFen: Number(await read('total')), receiptNo: await read('receipt') }
  }

  const payExactCash = async () => {
    await page.keyboard.press('F10')
    return readDone()
  }

  const payWith = async (kind: TenderKind) => {
    await tap('pay')
    await tap(`tender-${kind}`)
    await tap('confirm-pay')
    return readDone()
  }

  /** Part by wallet, the rest by cash. */
  const payMixed = async (kind: TenderKind, yuan: number) => {
    await tap('pay')
    await page.keyboard.type(String(yuan))
    await tap(`tender-${kind}`)
    await tap('tender-cash')
    await tap('confirm-pay')
    return readDone()
  }

  const nextOrder = async () => {
    await tap('next-order')
    await at('search').waitFor()
  }

  const discountOrder = async (bp: number) => {
    await tap('order-discount')
    await tap(`discount-${bp}`)
  }

  const voidOrder = async () => {
    await tap('void-order')
    await tap('voidReasonGuestLeft')
    await tap('void-confirm')
    await at('void-confirm').waitFor({ state: 'detached' })
  }

  /** Types a manager's PIN where one is asked for; of the managers the first is asked. */
  const allow = async (pin: string) => {
    await at('approve-pin').fill(pin)
    await tap('approve-ok')
    await at('approval').waitFor({ state: 'detached' })
  }

  return {
    at,
    tap,
    signIn,
    setUpSample,
    openShift,
    ring,
    readDone,
    payExactCash,
    payWith,
    payMixed,
    nextOrder,
    discountOrder,
    voidOrder,
    allow,
  }
}
