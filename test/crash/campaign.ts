import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { House } from '../demo/house.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import { cashierAt } from '../e2e/cashier.ts'
import { PATIENCE_MS } from '../patience.ts'
import { fastCashier, type Step } from './fast-cashier.ts'
import { killTill } from './kill-till.ts'
import type { Ledger } from './ledger.ts'
import {
  drawSellingKill,
  drawStartKill,
  type PartOfTill,
  type SellingKill,
  type StartKill,
  type Victim,
} from './schedule.ts'
import { watchDone } from './watch-done.ts'

/** Where to kill, how often, and from which seed. */
export type CampaignOptions = {
  readonly house: House
  readonly ledger: Ledger
  readonly kills: number
  readonly seed: number
  /** Told of each kill before it strikes, by its number from 1. */
  readonly onKill: (number: number, kill: SellingKill | StartKill) => void
}

/** Brings a house to where somebody can sign in: head office, printer, a till that is set up and enrolled. */
export const setUpHouse = async (house: House, ...launching: Parameters<House['startTill']>): Promise<void> => {
  await house.startHeadOffice()
  await house.startPrinter()
  const { page } = await house.startTill(...launching)
  await cashierAt(page).setUpSample()
  const enrolment = path.join(house.tillFolder, 'data', 'transport', 'enrolment.json')
  for (let waited = 0; !existsSync(enrolment); waited += 50) {
    if (waited > PATIENCE_MS) throw new Error('the till was not enrolled at head office')
    await wait(50)
  }
}

/** Signs a manager in at a till that stands at sign-in, and opens the shift. */
export const openTheShift = async (page: Page): Promise<void> => {
  const cashier = cashierAt(page)
  await cashier.signIn('wang-fang', '2580')
  await cashier.openShift('500')
}

/** Brings a house to where it sells: set up, and the shift open. */
export const openHouse = async (house: House, ...launching: Parameters<House['startTill']>): Promise<void> => {
  await setUpHouse(house, ...launching)
  await openTheShift(house.till().page)
}

const isPartOfTill = (victim: Victim): victim is PartOfTill => victim !== 'head-office' && victim !== 'printer'

/** What runs beside the till: killed, down for a moment, and started again while the till sells on. */
const neighbour = (kill: () => Promise<void>, start: () => Promise<void>) => {
  let back: Promise<void> = Promise.resolve()
  return {
    kill: async (downMs: number) => {
      await back
      await kill()
      back = wait(downMs).then(start)
      // Told at the next kill or at the end, to whoever waits for it there.
      back.catch(() => undefined)
    },
    back: () => back,
  }
}

/**
 * Sells through the screens of a house that stands open, while parts of it are killed by a seeded schedule, each of them
 * started again. Resolves with everything running; rejects where something does not come up again or the till stops selling.
 */
export const runCampaign = async ({ house, ledger, kills, seed, onKill }: CampaignOptions): Promise<void> => {
  const random = seededRandom(seed)
  const steps = new EventEmitter<Record<Step, []>>()
  const office = neighbour(house.killHeadOffice, house.startHeadOffice)
  const printer = neighbour(house.killPrinter, house.startPrinter)
  let done = 0

  const count = (kill: SellingKill | StartKill) => {
    done += 1
    onKill(done, kill)
  }

  /** Starts the till and kills it before it is there. */
  const killStart = async (kill: StartKill) => {
    const spawned = Promise.withResolvers<ChildProcess>()
    const launched = house.startTill([], { onSpawn: spawned.resolve })
    // It will not come up: what it says about that is nothing new.
    const settled = launched.then(() => undefined).catch(() => undefined)
    const main = await spawned.promise
    await wait(kill.ms)
    count(kill)
    await killTill(main, kill.victim)
    await settled
  }

  const startTill = async () => {
    while (done < kills) {
      const early = drawStartKill(random)
      if (early === null) break
      await killStart(early)
    }
    await house.startTill()
  }

  /** Sells until the till is killed; `over` says when a failure is just that. */
  const sell = async (over: AbortSignal) => {
    const { page } = house.till()
    await watchDone(page, ledger.acknowledge)
    const cashier = fastCashier(page, ledger, (step) => steps.emit(step))
    await cashier.signIn()
    await cashier.payRestored()
    while (!over.aborted) await cashier.sellOne()
  }

  const strike = async (kill: SellingKill) => {
    const { victim } = kill
    if (victim === 'head-office') await office.kill(random() * 1_500)
    if (victim === 'printer') await printer.kill(random() * 1_500)
    if (isPartOfTill(victim)) await killTill(house.till().process, victim)
  }

  /** One life of the till: it sells while its neighbours are killed, until it is killed itself. */
  const live = async () => {
    const over = new AbortController()
    const selling = sell(over.signal).catch((error: unknown) => {
      if (!over.signal.aborted) throw error
    })
    selling.catch(() => undefined)
    while (done < kills) {
      const kill = drawSellingKill(random)
      const moment = new Promise<void>((resolve) => {
        steps.once(kill.after, resolve)
      }).then(() => wait(kill.ms))
      await Promise.race([moment, selling])
      count(kill)
      if (isPartOfTill(kill.victim) || done === kills) over.abort()
      await strike(kill)
      if (!isPartOfTill(kill.victim)) continue
      await selling
      return
    }
    await selling
  }

  await house.till().kill()
  while (done < kills) {
    await startTill()
    if (done < kills) await live()
  }
  await Promise.all([office.back(), printer.back()])
}
