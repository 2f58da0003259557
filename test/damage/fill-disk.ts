import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { openHouse } from '../crash/campaign.ts'
import { fastCashier } from '../crash/fast-cashier.ts'
import { makeLedger } from '../crash/ledger.ts'
import { watchDone } from '../crash/watch-done.ts'
import { readIndexedDbTexts } from '../demo/evidence.ts'
import { freshFolder, makeHouse } from '../demo/house.ts'
import { makeDisk } from '../powercut/disk.ts'
import { examine, readJournalAnyhow, readMirrorAnyhow } from './examine.ts'
import { type Finding, judge } from './judge.ts'
import { readScreen, sellOneMore } from './screen.ts'
import type { Row } from './table.ts'

const DISK_SIZE = '400M'

/** Takes every byte that is left, as a log that ran away would. */
const fill = (file: string): void => {
  const handle = openSync(file, 'a')
  try {
    for (const size of [1 << 20, 4_096, 1]) writeUntilFull(handle, Buffer.alloc(size))
  } finally {
    closeSync(handle)
  }
}

const writeUntilFull = (handle: number, bytes: Buffer): void => {
  try {
    for (;;) writeSync(handle, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

/**
 * Fills the disk of a till while it sells, frees it, and fills it again before a start. Whatever was sold must be there
 * in the end, and the till must sell again once there is room. Takes root (see whyNoDisk).
 */
export const attackByFilling = async (sales: number, args: readonly string[]): Promise<Row[]> => {
  const folder = freshFolder()
  const house = makeHouse(folder)
  mkdirSync(house.tillFolder)
  const disk = makeDisk('till', path.join(folder, 'images'), house.tillFolder, DISK_SIZE)
  chmodSync(house.tillFolder, 0o700)
  const ballast = path.join(house.tillFolder, 'ballast')
  const rows: Row[] = []
  const note = (injury: string, finding: Finding) =>
    rows.push({ file: 'the disk', injury, copyLives: true, ...finding, wrong: judge(finding, true) })

  const look = async (entries: readonly string[], sale: Finding['sale']): Promise<Finding> => {
    const { page } = house.till()
    const journal = await readJournalAnyhow(page)
    const mirror = readMirrorAnyhow(house.tillFolder)
    const countIn = (texts: readonly string[]) => entries.filter((text) => texts.includes(text)).length
    return {
      ...(await readScreen(page)),
      ...{ before: entries.length, inJournal: countIn(journal), inMirror: countIn(mirror) },
      ...{ inNeither: entries.length - countIn([...journal, ...mirror]), sale, reprinted: 0 },
    }
  }

  try {
    await openHouse(house, args)
    const { page } = house.till()
    const ledger = makeLedger()
    await watchDone(page, ledger.acknowledge)
    const cashier = fastCashier(page, ledger)
    for (let sale = 0; sale < sales; sale++) await cashier.sellOne()
    const entries = await readIndexedDbTexts(page)

    fill(ballast)
    note('full while selling', await look(entries, await sellOneMore(page)))
    const withFull = await readJournalAnyhow(page)
    await house.till().kill()
    note('full at the start', await examine({ house, args, entries }))
    rmSync(ballast)
    const kept = [...new Set([...entries, ...withFull])]
    note('freed again', await examine({ house, args, entries: kept }))
    return rows
  } finally {
    await house.stop()
    await disk.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}
