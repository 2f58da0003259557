import type { Bridge } from '../../shared/bridge/bridge.ts'
import { readLine } from '../../shared/journal/line.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import type { Database } from './database.ts'
import { fromMirror, newestStored, storedAfter } from './restore.ts'
import type { StoredEntry } from './rows.ts'

/** The entries of a journal that this version cannot sell from: they are carried on unread. */
export type KeptEntries = {
  readonly epoch: number
  /** The newest number in the database, and in the database or its second copy. */
  readonly stored: number
  readonly newest: number
  /** Entries after a number, in order, from the database as far as it goes, then from the second copy. */
  readonly after: (seq: number, limit: number) => Promise<readonly StoredEntry[]>
}

type Ports = { readonly database: Database; readonly bridge: Bridge; readonly epoch: number; readonly sha256: Sha256 }

const storedLine = (line: string, sha256: Sha256): StoredEntry[] => {
  const read = readLine(line, sha256)
  if (!read.ok) return []
  const { hash, text, header } = read.value
  return [{ epoch: header.epoch, seq: header.seq, hash, text }]
}

/** Finds what database and second copy hold between them; what this version does not understand goes along. */
export const keptEntries = async ({ database, bridge, epoch, sha256 }: Ports): Promise<KeptEntries> => {
  const stored = (await newestStored(database, epoch))?.seq ?? 0
  const { tail } = await bridge.call['mirror.tail']({})
  const mirror = fromMirror(bridge)
  return {
    epoch,
    stored,
    newest: Math.max(stored, tail.seq),
    after: async (seq, limit) => {
      if (seq < stored) return storedAfter(database, epoch, seq, limit)
      return (await mirror(seq)).flatMap((line) => storedLine(line, sha256)).slice(0, limit)
    },
  }
}
