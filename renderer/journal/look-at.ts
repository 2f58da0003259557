import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import type { Database } from './database.ts'
import { type FormerEpoch, isBefore } from './earlier-epochs.ts'
import type { NumbersBefore } from './numbers-before.ts'
import { PROJECTION } from './project.ts'
import { newestStored } from './restore.ts'
import type { StoredEntry } from './rows.ts'
import { loadState, type TillState } from './till-state.ts'

/** What journal, second copy and head office are brought together with. */
export type ReconcilePorts = {
  readonly database: Database
  readonly bridge: Bridge
  readonly till: string
  readonly epoch: number
  /** Epochs that this till has left, oldest first. */
  readonly earlier: readonly number[]
  /** Epochs of the tills whose place this one took, oldest first; absent where it took none. */
  readonly former?: readonly FormerEpoch[]
  readonly sha256: Sha256
  /** What an epoch before this one gave; absent where there was none. */
  readonly numbersBefore?: NumbersBefore
  /** The number reached while entries are brought back, and the number that there is to reach. */
  readonly onProgress: (seq: number, last: number) => void
}

/** Everything that is known of the three copies before anything is done. */
export type Look = {
  readonly stored: TillState | null
  readonly newest: StoredEntry | undefined
  /** Head, newest entry and read tables agree. It looks at the newest entry only: holes are for whoever walks the chain. */
  readonly isUsable: boolean
  readonly tail: Head
  readonly mirror: Output<'app.info'>['mirror']
  /** The last number that head office has signed in this epoch, and the last one whose documents were handed to the printer. */
  readonly proven: number
  readonly printed: number
  /** What head office signed last in this epoch, and whether it takes no more of it. */
  readonly signed: Head | null
  readonly isStopped: boolean
}

/** Looks how far each copy goes, and writes nothing. */
export const lookAt = async ({
  database,
  bridge,
  till,
  epoch,
  earlier,
  former = [],
}: ReconcilePorts): Promise<Look> => {
  const kept = await loadState(database)
  // The end of an epoch that was left: the read tables are good, and this epoch has nothing in the journal yet.
  const isLeft = isBefore({ till, epoch }, former, kept?.head)
  const stored = isLeft ? null : kept
  const { tail } = await bridge.call['mirror.tail']({})
  const projection = await database.meta.get('projection')
  const newest = await newestStored(database, epoch)
  const { mirror } = await bridge.call['app.info']({})
  const { proven, state } = await bridge.call['sync.status']({})
  const { seq: printed } = await bridge.call['print.position']({})
  const isWhole =
    stored === null ? newest === undefined : newest?.seq === stored.head.seq && newest.hash === stored.head.hash
  const isFolded = kept !== null || earlier.length + former.length === 0
  const isUsable = isWhole && isFolded && (projection?.value ?? PROJECTION) === PROJECTION
  const signed = proven?.epoch === epoch ? proven : null
  const isStopped = state === 'fork' || state === 'frozen'
  return { stored, newest, isUsable, tail, mirror, proven: signed?.seq ?? 0, printed, signed, isStopped }
}
