import type { Page } from 'playwright-core'
import { type House, makeHouse } from '../demo/house.ts'
import { cashierAt } from '../e2e/cashier.ts'
import { layDownPast, mirrorOf } from './lay-down-past.ts'
import { sellAtPace } from './pay-to-done.ts'
import { figuresOf, ratio } from './percentile.ts'
import { installStopwatch } from './stopwatch.ts'

const SALES = 60
const STARTS = 5
const LOOKS = 20

/** Starts the till; milliseconds until somebody can sign in. */
const start = async (house: House): Promise<{ page: Page; ms: number }> => {
  const started = performance.now()
  const { page } = await house.startTill()
  await page.getByTestId('staff-li-lei').waitFor({ timeout: 600_000 })
  return { page, ms: performance.now() - started }
}

const timeMirror = (house: House): number[] =>
  Array.from({ length: STARTS }, () => {
    const started = performance.now()
    mirrorOf(house.tillFolder).close()
    return performance.now() - started
  })

/** From the press on Today to its list on the screen. */
const timeToday = async (page: Page): Promise<number[]> => {
  const times: number[] = []
  for (let look = 0; look < LOOKS; look++) {
    times.push(
      await page.evaluate(async () => {
        const press = (id: string) => document.querySelector<HTMLElement>(`[data-testid=${id}]`)?.click()
        const shown = async (selector: string) => {
          while (document.querySelector(selector) === null) await new Promise((resolve) => setTimeout(resolve))
        }
        press('nav-sale')
        await shown('[data-testid=search]')
        const started = performance.now()
        press('nav-today')
        await shown('[data-testid^=sale-row-]')
        return performance.now() - started
      }),
    )
  }
  return times
}

/** A till with so many entries: what its starts, its sales, Today and the opening of its second copy take. */
const measure = async (house: House, entries: number) => {
  layDownPast(house.tillFolder, entries)
  const rebuilt = await start(house)
  const cashier = cashierAt(rebuilt.page)
  await cashier.signIn('li-lei', '1111')
  await cashier.openShift('500')
  await installStopwatch(rebuilt.page)
  const sold = await sellAtPace(rebuilt.page, cashier, SALES)
  const today = await timeToday(rebuilt.page)
  const starts: number[] = []
  for (let round = 0; round < STARTS; round++) {
    await house.till().kill()
    starts.push((await start(house)).ms)
  }
  await house.till().kill()
  return {
    entries,
    start: figuresOf(starts),
    sale: figuresOf(sold.map(({ durable }) => durable)),
    today: figuresOf(today),
    mirrorOpen: figuresOf(timeMirror(house)),
    /** The one start that had to take the past over from the second copy: the only figure that grows with it. */
    rebuildMs: Math.round(rebuilt.ms),
  }
}

/** What a till with a long past takes beside one with a short past, on one machine in one run (milliseconds). */
export const history = async (short: number, long: number) => {
  const house = makeHouse()
  try {
    await house.startPrinter()
    const { page } = await house.startTill()
    await cashierAt(page).setUpSample()
    await page.getByTestId('staff-li-lei').waitFor()
    await house.till().kill()
    const few = await measure(house, short)
    const many = await measure(house, long)
    return {
      name: 'history',
      few,
      many,
      ratios: {
        start: ratio(many.start, few.start),
        sale: ratio(many.sale, few.sale),
        today: ratio(many.today, few.today),
        mirrorOpen: ratio(many.mirrorOpen, few.mirrorOpen),
      },
    }
  } finally {
    await house.stop()
  }
}
