import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis } from '../../shared/journal/seal.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  freshDatabase,
  genesis,
  openedJournal,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { openDatabase } from './database.ts'
import { restoreFrom } from './restore.ts'
import { sha256Text } from './sha256.ts'

/** A till's first three entries as lines, then one more that the chain proves, with these members instead. */
const linesWith = async (changed: Record<string, unknown>) => {
  const journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  await journal.commit(({ receiptNo }) => saleOf(1, 100, receiptNo), CONTEXT)
  const entries = await journal.entriesAfter(0, 10)
  const { till } = journal.head()
  journal.close()
  const last = entries.at(-1)
  const text = JSON.stringify({ ...JSON.parse(last?.text ?? ''), seq: 4, prev: last?.hash, ...changed })
  return { till, lines: [...entries.map(toLine), `${sha256Text(text)} ${text}`] }
}

test.each([
  ['a kind that is not known', { kind: 'LOYALTY' }, 'newer_version'],
  ['a member that is not known', { later: 1 }, 'newer_version'],
  ['a known kind with a body that no till seals', { kind: 'SALE', body: {} }, 'damaged'],
])('what stands before an entry of %s comes back, and why it ends there is told', async (_name, changed, end) => {
  const { till, lines } = await linesWith(changed)
  const database = openDatabase(freshDatabase())
  const source = async (after: number) => lines.slice(after)
  const ports = { sha256: sha256Text, onProgress: () => undefined }
  const result = await restoreFrom(database, source, headBeforeGenesis(till, 1), ports)
  expect(result).toMatchObject({ head: { seq: 3 }, end })
  expect(await database.journal.count()).toBe(3)
  database.close()
})
