import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { copyJobId, documentIdOf } from '../../renderer/followers/document-id.ts'
import { decodePaper } from '../../shared/escpos/decode.ts'
import { GENERIC_80 } from '../../shared/escpos/profile.ts'
import type { Entry } from '../../shared/journal/entry.ts'
import { headBeforeGenesis } from '../../shared/journal/seal.ts'
import { verifyChain } from '../../shared/journal/verify-chain.ts'
import { readReceiptTotal } from '../../shared/receipt/read-receipt.ts'

/** Sales that one copy of the journal holds, and how many entries in all; amounts in fen. */
export type Holding = { readonly entries: number; readonly count: number; readonly totalFen: number }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const holdingOf = (texts: readonly string[]): Holding => {
  const entries = texts.map((text) => JSON.parse(text))
  const sales = entries.filter((entry) => entry.kind === 'SALE')
  return {
    entries: entries.length,
    count: sales.length,
    totalFen: sales.reduce((sum, sale) => sum + sale.body.total, 0),
  }
}

/**
 * All rows of one store of the till's database, read with the browser's own interface and none of the app's code. Rejects
 * where there is no such database or store, and makes none.
 */
export const readStore = (page: Page, store: string): Promise<Record<string, unknown>[]> =>
  page.evaluate(
    (name) =>
      new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const opening = indexedDB.open('counterfoil')
        opening.onupgradeneeded = () => opening.transaction?.abort()
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          if (!database.objectStoreNames.contains(name)) {
            database.close()
            return reject(new Error(`there is no store ${name}`))
          }
          const all = database.transaction(name).objectStore(name).getAll()
          all.onerror = () => reject(all.error)
          all.onsuccess = () => {
            database.close()
            resolve(all.result)
          }
        }
      }),
    store,
  )

/** The text of each entry that IndexedDB holds, in order. */
export const readIndexedDbTexts = async (page: Page): Promise<string[]> =>
  (await readStore(page, 'journal')).map((row) => String(row.text))

/** What IndexedDB holds. */
export const readIndexedDb = async (page: Page): Promise<Holding> => holdingOf(await readIndexedDbTexts(page))

/** How many orders IndexedDB keeps that are not paid yet. */
export const countDrafts = async (page: Page): Promise<number> => (await readStore(page, 'drafts')).length

/** The text of each entry that the mirror holds, its chain proven from the genesis on. Throws where it is broken. */
export const readMirrorTexts = (tillFolder: string): string[] => {
  const folder = path.join(tillFolder, 'data', 'mirror')
  const names = readdirSync(folder).filter((name) => name.endsWith('.journal'))
  const lines = names.flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n').slice(0, -1))
  const till = JSON.parse(lines[0]?.slice(65) ?? '{}').till
  const chain = verifyChain(headBeforeGenesis(till, 1), lines, sha256)
  if (!chain.ok) throw new Error(`the mirror's chain is broken after line ${chain.fault.good}: ${chain.fault.reason}`)
  return lines.map((line) => line.slice(65))
}

/** What the mirror holds; as readMirrorTexts. */
export const readMirror = (tillFolder: string): Holding => holdingOf(readMirrorTexts(tillFolder))

/** Whether the mirror ends in a closing that the till's key has signed, whatever was printed since. */
export const hasSignedClosing = (tillFolder: string): boolean => {
  const kinds = readMirrorTexts(tillFolder).map((text) => JSON.parse(text).kind)
  return kinds.lastIndexOf('SIGNED') > Math.max(0, kinds.lastIndexOf('SHIFT_CLOSED'))
}

/** Receipt numbers of sales of which the till said, in the journal, that a person must look whether they are on paper. */
export const readInDoubt = (tillFolder: string): string[] => {
  const entries = readMirrorTexts(tillFolder).map((text) => JSON.parse(text))
  const doubts = entries.filter((entry) => entry.kind === 'PRINT_OUTCOME' && entry.body.state === 'in_doubt')
  const jobs = new Set(doubts.map((entry) => entry.body.job))
  const isInDoubt = (entry: Entry) => jobs.has(copyJobId(documentIdOf(entry) ?? '', 1))
  return entries.filter((entry) => entry.kind === 'SALE' && isInDoubt(entry)).map(({ body }) => body.receiptNo)
}

/** What the mirror tells of the staff, oldest first: 'added' and the ways back in. */
export const readStaffChanges = (tillFolder: string): string[] =>
  readMirrorTexts(tillFolder)
    .map((text) => JSON.parse(text))
    .filter((entry) => entry.kind === 'STAFF_CHANGED')
    .map(({ body }) => body.change)

/** The text of each entry that head office's database holds, by SQL, as it was uploaded. */
export const readHeadOfficeTexts = async (databaseUrl: string): Promise<string[]> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ raw: Buffer }>('select raw from entry order by till, epoch, seq')
    return rows.map((row) => row.raw.toString('utf8').slice(65))
  } finally {
    await client.end()
  }
}

/** What head office's database holds; sums are taken from the raw entries, not from its summary tables. */
export const readHeadOffice = async (databaseUrl: string): Promise<Holding> =>
  holdingOf(await readHeadOfficeTexts(databaseUrl))

/** The number and amount of each receipt on paper, decoded from what the printer received; copies, which are marked, are left out. */
export const readReceiptTotals = (paperFolder: string): { receiptNo: string; totalFen: number }[] =>
  readPaper(paperFolder, 1_000_000)
    .map((job) => readReceiptTotal(decodePaper(job.bytes, GENERIC_80)))
    .filter((receipt) => receipt !== null && !receipt.copy)
    .map((receipt) => ({ receiptNo: receipt?.receiptNo ?? '', totalFen: receipt?.totalFen ?? 0 }))

/** How many receipts are on paper, how many different ones, and their sum in fen. */
export const readReceipts = (paperFolder: string) => {
  const receipts = readReceiptTotals(paperFolder)
  return {
    receipts: receipts.length,
    distinct: new Set(receipts.map(({ receiptNo }) => receiptNo)).size,
    totalFen: receipts.reduce((sum, receipt) => sum + receipt.totalFen, 0),
  }
}
