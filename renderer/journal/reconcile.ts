import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import { type Database, FORMAT } from './database.ts'
import type { OpenRefusal } from './journal.ts'
import { PROJECTION } from './project.ts'
import {
  clearReadTables,
  fromJournal,
  fromMemory,
  fromMirror,
  type LineSource,
  newestStored,
  restoreFrom,
} from './restore.ts'
import type { StoredEntry } from './rows.ts'
import { loadState, stateBeforeGenesis, type TillState } from './till-state.ts'

/** The journal, its second copy, and whose they must be. */
export type ReconcilePorts = {
  readonly database: Database
  readonly bridge: Bridge
  readonly till: string
  readonly epoch: number
  readonly sha256: Sha256
  /** The number reached while entries are brought back, and the number that there is to reach. */
  readonly onProgress: (seq: number, last: number) => void
}

type Refused = {
  readonly ok: false
  readonly reason: OpenRefusal
  readonly detail: string
  /** The chain holds, but an entry is of a kind or version that this app does not know. */
  readonly unread?: true
}

/** The state that selling goes on from, or why it does not. */
export type ReconcileResult = { readonly ok: true; readonly state: TillState } | Refused

/** Whether head and entries agree; looks at the newest entry only, the chain finds holes in the middle when it is walked. */
const isWhole = (state: TillState | null, newest: StoredEntry | undefined): boolean =>
  state === null ? newest === undefined : newest?.seq === state.head.seq && newest.hash === state.head.hash

const refusal = (reason: OpenRefusal, head: Head) => ({ ok: false as const, reason, detail: `after entry ${head.seq}` })

/**
 * Brings the journal together with its second copy: what is behind is carried on from what is ahead, a journal that was
 * wiped or has lost its head is made again, read tables of an older projection are folded anew. `recent` is what this
 * window remembers of its own commits. Costs a few reads by key when nothing is wrong.
 */
export const reconcile = async (ports: ReconcilePorts, recent: readonly StoredEntry[]): Promise<ReconcileResult> => {
  const { database, bridge, till, epoch } = ports
  const format = await database.meta.get('format')
  if ((format?.value ?? FORMAT) > FORMAT) return refusal('newer_version', stateBeforeGenesis(till, epoch).head)
  const stored = await loadState(database)
  const { tail } = await bridge.call['mirror.tail']({})
  if ((stored && stored.head.till !== till) || (tail.seq > 0 && tail.till !== till)) {
    return { ok: false, reason: 'other_till', detail: stored?.head.till ?? tail.till }
  }
  const projection = await database.meta.get('projection')
  const current = (projection?.value ?? PROJECTION) === PROJECTION
  const newest = await newestStored(database, epoch)
  const whole = isWhole(stored, newest)
  const { mirror: file } = await bridge.call['app.info']({})
  // The second copy held more than can be read from it: to go on from that would number over sales that were done.
  if ((!whole || stored === null) && (file.state === 'damaged' || file.state === 'shortened')) {
    return refusal('mirror_damaged', tail)
  }
  if (!whole || !current) await clearReadTables(database)
  const start = whole && current && stored ? stored.head : stateBeforeGenesis(till, epoch).head
  const own = fromJournal(database, epoch)
  const mirror = fromMirror(bridge)
  const sources = whole && current ? (tail.seq > start.seq ? [mirror] : []) : whole ? [own, mirror] : [mirror, own]
  const last = Math.max(tail.seq, newest?.seq ?? 0, recent.at(-1)?.seq ?? 0)
  const restored = await restoreAll(ports, start, last, recent.length > 0 ? [...sources, fromMemory(recent)] : sources)
  if (!restored.ok) return restored
  const held = tail.seq === 0 ? tail : await database.journal.get([epoch, tail.seq])
  // Wiped since it was walked: that is no other entry under this number, and it can be brought back once more.
  if (held === undefined && (await loadState(database)) === null) return reconcile(ports, recent)
  if (held?.hash !== tail.hash) return refusal(tail.seq > restored.head.seq ? 'mirror_damaged' : 'fork', tail)
  const { proven } = await bridge.call['sync.status']({})
  // Going on from here would give numbers that head office has signed to other entries.
  if (proven?.epoch === epoch && proven.seq > restored.head.seq) return refusal('database_gone', restored.head)
  // Or numbers that stand on paper already, and whose receipts the spool would take for printed.
  const printed = await bridge.call['print.position']({})
  if (printed.seq > restored.head.seq) return refusal('database_gone', restored.head)
  await database.meta.bulkPut([
    { key: 'format', value: FORMAT },
    { key: 'projection', value: PROJECTION },
  ])
  const state = (await loadState(database)) ?? stateBeforeGenesis(till, epoch)
  // Wiped while it was being brought together: it must not be taken for a new one, which would begin at 1 again.
  return state.head.hash === restored.head.hash ? { ok: true, state } : reconcile(ports, recent)
}

const restoreAll = async (
  ports: ReconcilePorts,
  start: Head,
  last: number,
  sources: readonly LineSource[],
): Promise<{ ok: true; head: Head } | Refused> => {
  let head = start
  const onProgress = (seq: number) => ports.onProgress(seq, last)
  for (const source of sources) {
    const result = await restoreFrom(ports.database, source, head, { sha256: ports.sha256, onProgress })
    if (!result.ok) {
      if (result.reason === 'newer_version') return { ...refusal('newer_version', result.head), unread: true }
      const reason = result.reason !== 'does_not_follow' ? 'mirror_damaged' : head.seq > 0 ? 'fork' : 'database_gone'
      return refusal(reason, result.head)
    }
    head = result.head
  }
  return { ok: true, head }
}
