import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { readIndexedDbTexts, readReceiptTotals } from '../demo/evidence.ts'
import type { House } from '../demo/house.ts'
import type { LaunchOptions } from '../e2e/launch.ts'
import { killTree } from '../e2e/processes.ts'
import { PATIENCE_MS } from '../patience.ts'
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

/** The journal once it is whole again; as it is, where that takes too long. */
const readOnceWhole = async (page: Page, entries: readonly string[]): Promise<string[]> => {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const journal = await readJournalAnyhow(page)
    const held = new Set(journal)
    if (entries.every((text) => held.has(text)) || performance.now() > until) return journal
    await wait(500)
  }
}

/** The receipt numbers of earlier sales: none of these may come out again. */
const receiptsOf = (entries: readonly string[]): Set<string> =>
  new Set(
    entries.map((text) => JSON.parse(text)).flatMap(({ kind, body }) => (kind === 'SALE' ? [body.receiptNo] : [])),
  )

/** Starts the app on the profile as it lies there, looks, sells one dish, and ends it again. */
const startOnce = async ({ house, args, entries }: Start): Promise<Finding> => {
  const among = (texts: readonly string[]) => {
    const held = new Set(texts)
    return entries.filter((text) => held.has(text)).length
  }
  const old = receiptsOf(entries)
  const countOld = () => readReceiptTotals(house.paperFolder).filter(({ receiptNo }) => old.has(receiptNo)).length
  const before = countOld()
  let main = 0
  const onSpawn: NonNullable<LaunchOptions['onSpawn']> = ({ pid = 0 }) => {
    main = pid
  }
  try {
    const { page } = await house.startTill(args, { onSpawn })
    const seen = await readFirstScreen(page)
    const sale = seen.screen === 'sign-in' ? await signInAndSell(page) : 'not taken'
    const journal = sale === 'not taken' ? await readJournalAnyhow(page) : await readOnceWhole(page, entries)
    const mirror = readMirrorAnyhow(house.tillFolder)
    return {
      ...{ ...seen, before: entries.length, inJournal: among(journal), inMirror: among(mirror), sale },
      inNeither: entries.length - among([...journal, ...mirror]),
      reprinted: countOld() - before,
    }
  } catch (error) {
    const mirror = readMirrorAnyhow(house.tillFolder)
    return {
      ...{ ...whyItEnded(error), before: entries.length, inJournal: 0, inMirror: among(mirror), sale: 'not taken' },
      ...{ inNeither: 0, reprinted: 0 },
    }
  } finally {
    await killTree(main)
  }
}

/**
 * What becomes of the profile as it lies there. A till that says that the browser cannot open its database is started once
 * more, as it asks: then it sets the database aside.
 */
export const examine = async (start: Start): Promise<Finding> => {
  const first = await startOnce(start)
  if (first.screen !== 'stopped: unreadable') return first
  const next = await startOnce(start)
  return {
    ...next,
    screen: `${first.screen}; after one more start ${next.screen}`,
    said: `${first.said} · ${next.said}`,
  }
}
