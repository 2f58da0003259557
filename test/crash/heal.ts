import { setTimeout as wait } from 'node:timers/promises'
import { copyJobId, documentIdOf } from '../../renderer/followers/document-id.ts'
import type { Entry } from '../../shared/journal/entry.ts'
import { readHeadOfficeTexts, readIndexedDbTexts, readMirrorTexts, readReceiptTotals } from '../demo/evidence.ts'
import type { House } from '../demo/house.ts'
import { reachSignIn } from '../e2e/reach-sign-in.ts'
import type { Evidence } from './reckoning.ts'

const look = async (house: House) => ({
  copies: {
    indexedDb: await readIndexedDbTexts(house.till().page),
    mirror: readMirrorTexts(house.tillFolder),
    headOffice: await readHeadOfficeTexts(house.headOffice().databaseUrl),
  },
  paper: readReceiptTotals(house.paperFolder),
})

/** Every copy has as much as the journal, which knows what became of each receipt, and what it calls printed is on paper. */
const isSettled = ({ copies, paper }: Awaited<ReturnType<typeof look>>): boolean => {
  const { indexedDb, mirror, headOffice } = copies
  if (mirror.length !== indexedDb.length || headOffice.length !== indexedDb.length) return false
  const entries = indexedDb.map((text): Entry => JSON.parse(text))
  const told = new Map(
    entries.flatMap((entry) => (entry.kind === 'PRINT_OUTCOME' ? [[entry.body.job, entry.body.state] as const] : [])),
  )
  const onPaper = new Set(paper.map(({ receiptNo }) => receiptNo))
  return entries.every((entry) => {
    if (entry.kind !== 'SALE') return true
    const state = told.get(copyJobId(documentIdOf(entry) ?? '', 1))
    // A printer keeps a slip a moment after it has answered for it.
    return state !== undefined && (state !== 'printed' || onPaper.has(entry.body.receiptNo))
  })
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
  let found = await look(house)
  while (!isSettled(found) && Date.now() < deadline) {
    await wait(250)
    found = await look(house)
  }
  return found
}
