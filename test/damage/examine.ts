import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { readIndexedDbTexts, readReceiptTotals } from '../demo/evidence.ts'
import type { House } from '../demo/house.ts'
import type { LaunchOptions } from '../e2e/launch.ts'
import { killTree } from '../e2e/processes.ts'
import type { Finding } from './judge.ts'
import { readFirstScreen, signInAndSell, whyItEnded } from './screen.ts'

/** Lines of the mirror's files whatever their state; a torn or damaged one is simply none of the entries looked for. */
export const readMirrorAnyhow = (tillFolder: string): string[] => {
  const folder = path.join(tillFolder, 'data', 'mirror')
  const names = readdirSync(folder).filter((name) => name.endsWith('.journal'))
  return names
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .map((line) => line.slice(65))
}

/** The text of each entry in the journal; none where the till stopped before it had one. */
export const readJournalAnyhow = async (page: Page): Promise<string[]> => {
  try {
    return await readIndexedDbTexts(page)
  } catch {
    // Nothing to read is a finding like any other.
    return []
  }
}

type Start = { readonly house: House; readonly args: readonly string[]; readonly entries: readonly string[] }

/** Starts the app on the profile as it lies there, looks, sells one dish, and ends it again. */
export const examine = async ({ house, args, entries }: Start): Promise<Finding> => {
  const countIn = (texts: readonly string[]) => entries.filter((text) => texts.includes(text)).length
  const neither = (journal: readonly string[], mirror: readonly string[]) =>
    entries.length - countIn([...journal, ...mirror])
  const papersBefore = readReceiptTotals(house.paperFolder).length
  let main = 0
  const onSpawn: NonNullable<LaunchOptions['onSpawn']> = ({ pid = 0 }) => {
    main = pid
  }
  try {
    const { page } = await house.startTill(args, { onSpawn })
    const seen = await readFirstScreen(page)
    const sale = seen.screen === 'sign-in' ? await signInAndSell(page) : 'not taken'
    const journal = await readJournalAnyhow(page)
    const mirror = readMirrorAnyhow(house.tillFolder)
    const printed = readReceiptTotals(house.paperFolder).length - papersBefore
    return {
      ...{ ...seen, before: entries.length, inJournal: countIn(journal), inMirror: countIn(mirror), sale },
      inNeither: neither(journal, mirror),
      reprinted: Math.max(0, printed - (sale === 'not taken' ? 0 : 1)),
    }
  } catch (error) {
    const mirror = readMirrorAnyhow(house.tillFolder)
    return {
      ...{ ...whyItEnded(error), before: entries.length, inJournal: 0, inMirror: countIn(mirror), sale: 'not taken' },
      ...{ inNeither: 0, reprinted: 0 },
    }
  } finally {
    await killTree(main)
  }
}
