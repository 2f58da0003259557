import type { Bridge } from '../../shared/bridge/bridge.ts'
import { type Head, headBeforeGenesis, type Sha256 } from '../../shared/journal/seal.ts'
import type { Database } from './database.ts'
import { fromJournal, fromMirror, restoreFrom } from './restore.ts'

/** An epoch of a till whose place this one took. */
export type FormerEpoch = { readonly till: string; readonly epoch: number }

/** Whether a head stands at the end of an epoch that a till's journal goes on from: one that it left, or one of another till. */
export const isBefore = (
  { till, epoch }: Pick<Head, 'till' | 'epoch'>,
  former: readonly FormerEpoch[],
  head: Head | undefined,
): boolean =>
  head !== undefined &&
  head.epoch < epoch &&
  (head.till === till || former.some((one) => one.till === head.till && one.epoch === head.epoch))

type EarlierPorts = {
  readonly database: Database
  readonly bridge: Bridge
  readonly till: string
  readonly epoch: number
  /** Epochs that the till has left, as far as main keeps their files. */
  readonly earlier: readonly number[]
  /** Epochs of the tills whose place this one took; absent where it took none. */
  readonly former?: readonly FormerEpoch[]
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
 * Folds what was sold in the epochs that the till has left, and at the tills whose place it took, into empty read tables, oldest first, from the journal's own rows
 * and their frozen files: sales, shifts and numbers are of the till and go on over all its epochs.
 */
export const foldEarlierEpochs = async (ports: EarlierPorts): Promise<void> => {
  const { database, bridge, till, epoch, earlier, former = [], sha256 } = ports
  const tills = new Map(former.map((one) => [one.epoch, one.till]))
  const epochs = new Set([...(await storedBefore(database, epoch)), ...earlier, ...tills.keys()])
  const proving = { sha256, onProgress: () => undefined }
  for (const one of [...epochs].toSorted((a, b) => a - b)) {
    const sources = [fromJournal(database, one), fromMirror(bridge, one)]
    let head = headBeforeGenesis(tills.get(one) ?? till, one)
    for (const source of sources) head = (await restoreFrom(database, source, head, proving)).head
  }
}
