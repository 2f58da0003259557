import { cpSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openHouse } from '../crash/campaign.ts'
import { fastCashier } from '../crash/fast-cashier.ts'
import { makeLedger } from '../crash/ledger.ts'
import { watchDone } from '../crash/watch-done.ts'
import { readHeadOffice, readIndexedDbTexts, readMirrorTexts } from '../demo/evidence.ts'
import type { House } from '../demo/house.ts'
import { endOf, tree } from '../e2e/processes.ts'

const SETTLING_MS = 60_000

/** A till's folder as a day of sales left it, everything mirrored, proven by head office and the app closed. */
export type Profile = {
  /** The text of each entry, in order. */
  readonly entries: readonly string[]
  /** Puts the till's folder back to how it was. */
  readonly restore: () => void
  /** Paths of the files that are worth injuring, under the till's folder. */
  readonly files: readonly string[]
}

const isWorthInjuring = (file: string): boolean => {
  const parts = file.split(path.sep)
  if (parts[0] === 'data') return parts[1] !== 'log' && parts[1] !== 'paper'
  if (parts[0] === 'instance') return true
  const inBrowser = parts.slice(1).join('/')
  return ['Default/IndexedDB/', 'Default/WebStorage/', 'Default/Preferences', 'Local State'].some((one) =>
    inBrowser.startsWith(one),
  )
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter(isWorthInjuring)
    .toSorted()

const untilProven = async (house: House): Promise<void> => {
  for (let waited = 0; waited < SETTLING_MS; waited += 200) {
    const { entries } = await readHeadOffice(house.headOffice().databaseUrl)
    const outcomes = readMirrorTexts(house.tillFolder).filter(
      (text) => JSON.parse(text).kind === 'PRINT_OUTCOME',
    ).length
    const sales = readMirrorTexts(house.tillFolder).filter((text) => JSON.parse(text).kind === 'SALE').length
    if (entries === readMirrorTexts(house.tillFolder).length && outcomes >= 2 * sales) return
    await wait(200)
  }
  throw new Error('head office did not prove every entry')
}

/** Ends the app as a person would, so that it writes down what it holds. */
export const closeTill = async (house: House): Promise<void> => {
  const till = house.till()
  const all = tree(till.process.pid ?? 0)
  till.process.kill('SIGTERM')
  await endOf(all)
}

/** Makes the profile in a house that does not run yet; afterwards only its printer runs. */
export const makeProfile = async (house: House, sales: number, args: readonly string[]): Promise<Profile> => {
  await openHouse(house, args)
  const { page } = house.till()
  const ledger = makeLedger()
  await watchDone(page, ledger.acknowledge)
  const cashier = fastCashier(page, ledger)
  for (let sale = 0; sale < sales; sale++) await cashier.sellOne()
  await untilProven(house)
  const entries = await readIndexedDbTexts(page)
  await closeTill(house)
  await house.killHeadOffice()
  // Closed twice: the second start leaves the files that a till has which is switched on every day.
  await house.startTill(args)
  await house.till().page.getByTestId('pin-ok').waitFor()
  await closeTill(house)
  const kept = `${house.tillFolder}.kept`
  cpSync(house.tillFolder, kept, { recursive: true, verbatimSymlinks: true })
  const restore = () => {
    rmSync(house.tillFolder, { recursive: true, force: true })
    cpSync(kept, house.tillFolder, { recursive: true, verbatimSymlinks: true })
  }
  return { entries, restore, files: filesIn(kept) }
}
