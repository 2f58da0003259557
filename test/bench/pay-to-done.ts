import type { Page } from 'playwright-core'
import { makeHouse } from '../demo/house.ts'
import { cashierAt } from '../e2e/cashier.ts'
import { type FloorSample, openFloor } from './floor.ts'
import { figuresOf, ratio } from './percentile.ts'
import { installStopwatch, readStopwatch, type TimedSale } from './stopwatch.ts'

/** Time for a hand to go to another key. What was rung up is kept and drawn by then, as it is for a quick cashier. */
const HAND_MS = 150

type Cashier = ReturnType<typeof cashierAt>

const ringUp = async (cashier: Cashier) => {
  await cashier.ring('1002')
  await cashier.ring('2001', 2)
}

/** Signs a cashier in on a fresh sample restaurant and opens the shift. */
const beginSelling = async (page: Page): Promise<Cashier> => {
  const cashier = cashierAt(page)
  await cashier.setUpSample()
  await cashier.signIn('li-lei', '1111')
  await cashier.openShift('500')
  return cashier
}

/** Sells at a cashier's pace; between two sales `between` has the machine to itself. */
export const sellAtPace = async (
  page: Page,
  cashier: Cashier,
  sales: number,
  between: () => Promise<void> = async () => undefined,
): Promise<TimedSale[]> => {
  await readStopwatch(page)
  for (let sale = 0; sale < sales; sale++) {
    await ringUp(cashier)
    await page.waitForTimeout(HAND_MS)
    await cashier.payExactCash()
    await page.waitForTimeout(HAND_MS)
    await between()
    await cashier.nextOrder()
  }
  return readStopwatch(page)
}

const sellInOneGo = async (page: Page, cashier: Cashier, sales: number): Promise<TimedSale[]> => {
  for (let sale = 0; sale < sales; sale++) {
    await ringUp(cashier)
    await cashier.payExactCash()
    await cashier.nextOrder()
  }
  return readStopwatch(page)
}

const durableOf = (sales: readonly TimedSale[]) => figuresOf(sales.map(({ durable }) => durable))
const shownOf = (sales: readonly TimedSale[]) => figuresOf(sales.map(({ shown }) => shown))

/**
 * From the key press on Pay until both copies are durable, and until the screen says so, in the real shell; beside the
 * floor, one sample of which is taken after each sale of the same run, at the same pace. `inOneGo`: keys faster than
 * anybody's, where a sale waits for the drawing and keeping of its own lines.
 */
export const payToDone = async (sales: number) => {
  const house = makeHouse()
  try {
    await house.startHeadOffice()
    await house.startPrinter()
    const { page, shell } = await house.startTill()
    const cashier = await beginSelling(page)
    await installStopwatch(page)
    const floor = await openFloor(page, house.folder)
    const samples: FloorSample[] = []
    const timed = await sellAtPace(page, cashier, sales, async () => {
      samples.push(await floor.sample())
    })
    floor.close()
    const inOneGo = await sellInOneGo(page, cashier, Math.ceil(sales / 5))
    const floorFigures = figuresOf(
      samples.map(({ transaction, bridge, fdatasync }) => transaction + bridge + fdatasync),
    )
    return {
      name: 'pay-to-done',
      sales: timed.length,
      shell,
      durable: durableOf(timed),
      shown: shownOf(timed),
      floor: floorFigures,
      parts: {
        transaction: figuresOf(samples.map(({ transaction }) => transaction)),
        bridge: figuresOf(samples.map(({ bridge }) => bridge)),
        fdatasync: figuresOf(samples.map(({ fdatasync }) => fdatasync)),
      },
      durableRatio: ratio(durableOf(timed), floorFigures),
      shownRatio: ratio(shownOf(timed), floorFigures),
      inOneGo: { durable: durableOf(inOneGo), shown: shownOf(inOneGo) },
    }
  } finally {
    await house.stop()
  }
}
