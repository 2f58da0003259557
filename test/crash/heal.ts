import { setTimeout as wait } from 'node:timers/promises'
import { copyJobId, documentIdOf } from '../../renderer/followers/document-id.ts'
import type { Entry } from '../../shared/journal/entry.ts'
import { readHeadOfficeTexts, readIndexedDbTexts, readMirrorTexts, readReceiptTotals } from '../demo/evidence.ts'
import type { House } from '../demo/house.ts'
import { reachSignIn } from '../e2e/reach-sign-in.ts'
import type { Evidence } from './reckoning.ts'

const readCopies = async (house: House) => ({
  indexedDb: await readIndexedDbTexts(house.till().page),
  mirror: readMirrorTexts(house.tillFolder),
  headOffice: await readHeadOfficeTexts(house.headOffice().databaseUrl),
})

/** Every copy has as much as the journal, and the journal knows what became of each receipt. */
const isSettled = ({ indexedDb, mirror, headOffice }: Awaited<ReturnType<typeof readCopies>>): boolean => {
  if (mirror.length !== indexedDb.length || headOffice.length !== indexedDb.length) return false
  const entries = indexedDb.map((text): Entry => JSON.parse(text))
  const told = new Set(entries.flatMap((entry) => (entry.kind === 'PRINT_OUTCOME' ? [entry.body.job] : [])))
  return entries.every((entry) => entry.kind !== 'SALE' || told.has(copyJobId(documentIdOf(entry) ?? '', 1)))
}

/**
 * Starts the till once more and waits until nothing is left to be carried over, at most for some minutes; then gives what
 * every copy and the paper hold, settled or not.
 */
export const heal = async (
  house: House,
  minutes: number,
  args: readonly string[] = [],
): Promise<Pick<Evidence, 'copies' | 'paper'>> => {
  await house.till().kill()
  await house.startTill(args)
  // A till may be opening a journal that the browser threw away: only once its screen is there is there one to read.
  await reachSignIn(house.till().page)
  const deadline = Date.now() + minutes * 60_000
  let copies = await readCopies(house)
  while (!isSettled(copies) && Date.now() < deadline) {
    await wait(250)
    copies = await readCopies(house)
  }
  return { copies, paper: readReceiptTotals(house.paperFolder) }
}
