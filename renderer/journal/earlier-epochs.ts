import type { Bridge } from '../../shared/bridge/bridge.ts'
import { headBeforeGenesis, type Sha256 } from '../../shared/journal/seal.ts'
import type { Database } from './database.ts'
import { fromJournal, fromMirror, restoreFrom } from './restore.ts'

type EarlierPorts = {
  readonly database: Database
  readonly bridge: Bridge
  readonly till: string
  readonly epoch: number
  /** Epochs that the till has left, as far as main keeps their files. */
  readonly earlier: readonly number[]
  readonly sha256: Sha256
}

/** The epochs before one of which the database holds any entry. */
const storedBefore = async (database: Database, epoch: number): Promise<number[]> => {
  const found: number[] = []
  for (;;) {
    const from = (found.at(-1) ?? 0) + 1
    const rows = database.journal.where('[epoch+seq]').between([from, 0], [epoch, 0], true, false)
    const [first] = await rows.limit(1).toArray()
    if (first === undefined) return found
    found.push(first.epoch)
  }
}

/**
 * Folds what the till sold in the epochs that it has left into empty read tables, oldest first, from the journal's own rows
 * and their frozen files: sales, shifts and numbers are of the till and go on over all its epochs.
 */
export const foldEarlierEpochs = async (ports: EarlierPorts): Promise<void> => {
  const { database, bridge, till, epoch, earlier, sha256 } = ports
  const epochs = new Set([...(await storedBefore(database, epoch)), ...earlier])
  const proving = { sha256, onProgress: () => undefined }
  for (const one of [...epochs].toSorted((a, b) => a - b)) {
    const sources = [fromJournal(database, one), fromMirror(bridge, one)]
    let head = headBeforeGenesis(till, one)
    for (const source of sources) head = (await restoreFrom(database, source, head, proving)).head
  }
}
