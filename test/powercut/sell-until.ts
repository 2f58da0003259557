import type { Page } from 'playwright-core'
import { fastCashier } from '../crash/fast-cashier.ts'
import type { Ledger } from '../crash/ledger.ts'
import { watchDone } from '../crash/watch-done.ts'

/** Signs in and sells, then calls `end` in the midst of it when `moment` has come; what fails from then on is expected. */
export const sellUntil = async (
  page: Page,
  ledger: Ledger,
  moment: () => Promise<unknown>,
  end: () => Promise<void>,
): Promise<void> => {
  await watchDone(page, ledger.acknowledge)
  const cashier = fastCashier(page, ledger)
  await cashier.signIn()
  let over = false
  const sell = async () => {
    await cashier.payRestored()
    while (!over) await cashier.sellOne()
  }
  const selling = sell().catch((error: unknown) => {
    if (!over) throw error
  })
  await Promise.race([moment(), selling])
  over = true
  await end()
  await selling
}
