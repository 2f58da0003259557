import { cpSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { layDownPast } from '../bench/lay-down-past.ts'
import { openTheShift, setUpHouse } from '../crash/campaign.ts'
import { fastCashier } from '../crash/fast-cashier.ts'
import { makeLedger } from '../crash/ledger.ts'
import { watchDone } from '../crash/watch-done.ts'
import { readHeadOffice, readIndexedDbTexts, readMirrorTexts } from '../demo/evidence.ts'
import type { House } from '../demo/house.ts'
import { endOf, tree } from '../e2e/processes.ts'
import { reachSignIn } from '../e2e/reach-sign-in.ts'

const SETTLING_MS = 120_000

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

/** Head office has all, and each of so many sales has come out as receipt and kitchen ticket. */
const untilProven = async (house: House, sales: number): Promise<void> => {
  for (let waited = 0; waited < SETTLING_MS; waited += 200) {
    const { entries } = await readHeadOffice(house.headOffice().databaseUrl)
    const mirrored = readMirrorTexts(house.tillFolder)
    const outcomes = mirrored.filter((text) => JSON.parse(text).kind === 'PRINT_OUTCOME').length
    if (entries === mirrored.length && outcomes >= 2 * sales) return
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

/** What a profile has behind it: `sales` through the screens, `past` entries of earlier days. */
export type Making = { readonly sales: number; readonly past: number; readonly args: readonly string[] }

/**
 * Sets the till up. Earlier days are laid into its second copy, from which the app's own journal takes them over, and with
 * some thousand of them the browser writes tables beside its log.
 */
const setUpWithPast = async (house: House, { past, args }: Making): Promise<void> => {
  await setUpHouse(house, args)
  if (past === 0) return
  await reachSignIn(house.till().page)
  await closeTill(house)
  layDownPast(house.tillFolder, past)
  await house.startTill(args)
  await reachSignIn(house.till().page)
}

/** Makes the profile in a house that does not run yet; afterwards only its printer runs. */
export const makeProfile = async (house: House, making: Making): Promise<Profile> => {
  const { sales, args } = making
  await setUpWithPast(house, making)
  const { page } = house.till()
  await openTheShift(page)
  const ledger = makeLedger()
  await watchDone(page, ledger.acknowledge)
  const cashier = fastCashier(page, ledger)
  for (let sale = 0; sale < sales; sale++) await cashier.sellOne()
  await untilProven(house, sales)
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
