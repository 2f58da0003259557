import { setTimeout as wait } from 'node:timers/promises'
import { openHouse } from '../crash/campaign.ts'
import { heal } from '../crash/heal.ts'
import { type Ledger, makeLedger } from '../crash/ledger.ts'
import { type Reckoning, reckon } from '../crash/reckoning.ts'
import { readHeadOfficeTexts, readIndexedDbTexts, readMirrorTexts } from '../demo/evidence.ts'
import { seededRandom } from '../demo/seeded-random.ts'
import { reachSignIn } from '../e2e/reach-sign-in.ts'
import { type Backend, backendArguments, backendOf } from './backend.ts'
import { makeCutHouse } from './cut-house.ts'
import { sellUntil } from './sell-until.ts'
import { weakenApp } from './weaken-app.ts'

type CutOptions = {
  readonly backend: Backend
  readonly cuts: number
  readonly seed: number
  readonly onCut: (number: number, acknowledged: number) => void
}

/** What was found after the cuts, and how much had been acknowledged before them. */
export type CutResult = Reckoning & {
  readonly backend: Backend
  readonly acknowledged: number
  readonly entries: number
  readonly shell: string
}

const HEALING_MINUTES = 5
const SHORTEST_MS = 300
const LONGEST_MS = 4_000
/** By their number and not by a time: a machine that is too slow to sell anything would have nothing to lose. */
const CONTROL_SALES = 5

const drawMs = (random: () => number): number => Math.round(SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS))

/**
 * Cuts a house's power again and again while it sells; each time the app starts on the disks as the cut left them, and
 * every sale that was ever called done must be there. Head office must hold what its signature proved to the till.
 */
export const cutCampaign = async ({ backend, cuts, seed, onCut }: CutOptions): Promise<CutResult> => {
  const random = seededRandom(seed)
  const ledger = makeLedger()
  const place = makeCutHouse()
  const { house } = place
  const switches = backendArguments(backend)
  const found: Reckoning[] = []
  try {
    await openHouse(house, switches)
    if (backendOf(house.tillFolder) !== backend) throw new Error(`the browser does not keep IndexedDB in ${backend}`)
    await house.till().kill()
    await house.startTill(switches)
    for (let cut = 1; cut <= cuts; cut++) {
      await sellUntil(house.till().page, ledger, () => wait(drawMs(random)), place.cutPower)
      onCut(cut, ledger.acknowledged.length)
      const proven = place.provenSeq()
      await house.startHeadOffice()
      const headOffice = await readHeadOfficeTexts(house.headOffice().databaseUrl)
      await house.startPrinter()
      await house.startTill(switches)
      await reachSignIn(house.till().page)
      const indexedDb = await readIndexedDbTexts(house.till().page)
      const mirror = readMirrorTexts(house.tillFolder)
      const { lost, doubled } = reckon({ ...ledger, copies: { indexedDb, mirror }, paper: [] })
      const forgotten =
        headOffice.length < proven ? [`head office proved ${proven} and holds ${headOffice.length}`] : []
      found.push({ lost: [...lost, ...forgotten], doubled, unexplained: [] })
    }
    const healed = await heal(house, HEALING_MINUTES, switches)
    found.push(reckon({ ...ledger, ...healed }))
    return {
      backend,
      acknowledged: ledger.acknowledged.length,
      entries: healed.copies.indexedDb?.length ?? 0,
      shell: house.till().shell,
      lost: [...new Set(found.flatMap(({ lost }) => lost))],
      doubled: [...new Set(found.flatMap(({ doubled }) => doubled))],
      unexplained: found.flatMap(({ unexplained }) => unexplained),
    }
  } finally {
    await place.remove()
  }
}

/** Reads a copy that a power cut may have left in any state; what cannot be read counts as nothing. */
const readAnyhow = async (read: () => string[] | Promise<string[]>): Promise<string[]> => {
  try {
    return await read()
  } catch {
    return []
  }
}

/** Resolves once the screen has called so many more sales done. */
const untilAcknowledged = (ledger: Ledger, sales: number): Promise<void> =>
  new Promise((resolve) => {
    let left = sales
    const stop = ledger.onAcknowledged(() => {
      left -= 1
      if (left > 0) return
      stop()
      resolve()
    })
  })

/** One cut of a house that runs the weakened app, at the moment when the last of some sales was called done: how many sales it called done, and how many of them are in neither copy. */
export const controlCut = async (
  backend: Backend,
  appFolder: string,
): Promise<{ acknowledged: number; lost: number }> => {
  const ledger = makeLedger()
  const place = makeCutHouse()
  const { house } = place
  const switches = backendArguments(backend)
  const launching = { appFolder: weakenApp(appFolder) }
  try {
    await openHouse(house, switches, launching)
    await house.till().kill()
    await house.startTill(switches, launching)
    await sellUntil(house.till().page, ledger, () => untilAcknowledged(ledger, CONTROL_SALES), place.cutPower)
    const mirror = await readAnyhow(() => readMirrorTexts(house.tillFolder))
    const { page } = await house.startTill(switches, launching)
    await page.getByTestId('strip-mirror').waitFor()
    const indexedDb = await readAnyhow(() => readIndexedDbTexts(page))
    const kept = new Set([...mirror, ...indexedDb].map((text): number => JSON.parse(text).seq))
    const lost = ledger.acknowledged.filter(({ seq }) => !kept.has(seq)).length
    return { acknowledged: ledger.acknowledged.length, lost }
  } finally {
    await place.remove()
  }
}
