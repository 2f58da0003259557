import type { EpochBegun } from '../../shared/bridge/app-methods.ts'
import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { Entry, EntryTime } from '../../shared/journal/entry.ts'
import type { Sha256 } from '../../shared/journal/seal.ts'
import { makeCommit } from './commit.ts'
import { isDamage } from './damaged-database.ts'
import { DATABASE_VERSION, type IndexedDb, inspectStored, openDatabase } from './database.ts'
import { makeDrafts } from './drafts.ts'
import type { Findings } from './findings.ts'
import type { Journal, OpenResult } from './journal.ts'
import { keptEntries } from './kept-entries.ts'
import { leaveEpoch, type Why } from './leave-epoch.ts'
import type { ReconcilePorts } from './look-at.ts'
import { mendJournal } from './mend.ts'
import { goOnAfter, laterNumbers, NO_NUMBERS, type NumbersBefore } from './numbers-before.ts'
import { makeQueries } from './queries.ts'
import { makeRecent } from './recent.ts'
import { type ReconcileResult, reconcile } from './reconcile.ts'
import { storedAfter } from './restore.ts'
import type { TillState } from './till-state.ts'

/** Everything that the journal does not make itself. */
export type JournalPorts = {
  readonly bridge: Bridge
  readonly app: Pick<Output<'app.info'>, 'till' | 'epoch'>
  readonly indexedDb: IndexedDb
  readonly sha256: Sha256
  readonly now: () => EntryTime
  /** Takes the one right to write this journal, for as long as the window lives; false: another window has it. */
  readonly claim: () => Promise<boolean>
  /** Asks the browser not to clear this storage when the disk runs short; false: it may. */
  readonly persist: () => Promise<boolean>
  /** Called while entries are brought back, with the number reached and the last one there is. */
  readonly onProgress?: (seq: number, last: number) => void
  /** The last numbers of the epoch before this one, where the till was restored. */
  readonly numbersBefore?: NumbersBefore
}

/** Opens the till's journal: checks what is stored, brings it together with its second copy, and hands it out for selling. */
export const openJournal = async (ports: JournalPorts): Promise<OpenResult> => {
  const { bridge, indexedDb } = ports
  if (!(await ports.claim()))
    return { ok: false, reason: 'already_open', detail: 'another window', kept: null, findings: null, goOn: null }
  const found = await inspectStored(indexedDb).catch(String)
  if (typeof found === 'string')
    return { ok: false, reason: 'unreadable', detail: found, kept: null, findings: null, goOn: null }
  if (found.version > DATABASE_VERSION) {
    const detail = `stored ${found.version}, known ${DATABASE_VERSION}`
    return { ok: false, reason: 'newer_version', detail, kept: null, findings: null, goOn: null }
  }
  if (found.dataLoss !== 'none') {
    await bridge.call['app.log']({ level: 'error', event: 'journal.data_loss', detail: found.dataLoss })
  }
  void askToPersist(ports)
  const first = await openStored(ports)
  // A browser that gave a damaged database up may open it again, emptied: then it is made again from the second copy.
  return !first.ok && first.reason === 'unreadable' ? openStored(ports) : first
}

const openStored = async ({ bridge, app, indexedDb, sha256, now, ...ports }: JournalPorts): Promise<OpenResult> => {
  const database = openDatabase(indexedDb)
  const onProgress = ports.onProgress ?? (() => undefined)
  const { till, epoch } = app
  try {
    const { begun, earlier, former } = await bridge.call['identity.epochBegun']({})
    const numbersBefore = laterNumbers(ports.numbersBefore ?? NO_NUMBERS, begun?.numbers ?? NO_NUMBERS)
    const epochs = { till, epoch, earlier, former }
    const reconciling: ReconcilePorts = { ...epochs, database, bridge, sha256, onProgress, numbersBefore }
    const opened = await journalOver(reconciling, now, begun)
    if (!opened.ok && opened.kept === null && opened.goOn === null) database.close()
    return opened
  } catch (error) {
    database.close()
    if (!(await isDamage(error, indexedDb))) throw error
    return { ok: false, reason: 'unreadable', detail: String(error), kept: null, findings: null, goOn: null }
  }
}

/**
 * Brings an open database together with the second copy and makes the journal over it. An epoch that has forked, or lacks
 * numbers that no copy gives, is left for the next one: selling goes on there. Where head office can be expected to give
 * what is missing, a person decides whether to wait for it.
 */
export const journalOver = async (
  ports: ReconcilePorts,
  now: () => EntryTime,
  begun: EpochBegun | null = null,
): Promise<OpenResult> => {
  const ready = await reconcile(ports, [])
  const why = whyLeave(ready)
  const leave = async (): Promise<OpenResult | null> => {
    const next = why && (await leaveEpoch(ports, why, now))
    if (next == null) return null
    const { epoch, numbers } = next
    const numbersBefore = laterNumbers(ports.numbersBefore ?? NO_NUMBERS, numbers)
    const opened = await journalOver(
      { ...ports, epoch, earlier: [...ports.earlier, ports.epoch], numbersBefore },
      now,
      next,
    )
    return opened.ok && why ? { ...opened, findings: why.findings } : opened
  }
  const isWorthWaiting = !ready.ok && ready.findings !== undefined && mayStillCome(ready.findings)
  const left = why === null || isWorthWaiting ? null : await leave()
  if (left !== null) return left
  if (ready.ok)
    return {
      ok: true,
      journal: makeJournal(ports, now, ready.state),
      findings: ready.findings,
      begun,
      isStuck: why !== null,
    }
  const { reason, detail, unread, findings = null } = ready
  const goOn = isWorthWaiting && why !== null ? leave : null
  return { ok: false, reason, detail, kept: unread ? await keptEntries(ports) : null, findings, goOn }
}

/** Why an epoch cannot be gone on with; null where it can, or where leaving it would help nothing. */
const whyLeave = (ready: ReconcileResult): Why | null => {
  if (ready.ok) return ready.forkedAtOffice ? { reason: 'fork', findings: ready.findings, isOffice: true } : null
  const { reason, findings } = ready
  if (findings === undefined || (reason !== 'fork' && reason !== 'missing')) return null
  return { reason, findings, isOffice: reason === 'fork' && findings.missing !== null }
}

/** Head office has signed what is missing, and only could not be reached. */
const mayStillCome = ({ missing, proven, office }: Findings): boolean =>
  missing !== null && missing.first <= proven && office === 'unreachable'

/** Reported, never relied on, never waited for: the second copy is what brings a cleared database back. */
const askToPersist = async ({ persist, bridge }: JournalPorts): Promise<void> => {
  if (!(await persist())) await bridge.call['app.log']({ level: 'warn', event: 'journal.storage_not_persistent' })
}

/** A listener that throws is a bug of its own; the entry is stored, and the commit must not look refused for it. */
const tell = (bridge: Bridge, listener: (entry: Entry) => void, entry: Entry): void => {
  try {
    listener(entry)
  } catch (error) {
    const detail = String(error).slice(0, 500)
    void bridge.call['app.log']({ level: 'error', event: 'journal.listener_failed', detail })
  }
}

const makeJournal = (ports: ReconcilePorts, now: () => EntryTime, opened: TillState): Journal => {
  const { database, epoch, numbersBefore = NO_NUMBERS } = ports
  const recent = makeRecent()
  const listeners = new Set<(entry: Entry) => void>()
  let state = opened
  const commit = makeCommit({
    database,
    sha256: ports.sha256,
    now,
    state: () => goOnAfter(state, numbersBefore),
    setState: (next) => {
      state = next
    },
    recover: () => reconcile(ports, recent.all()),
    onCommitted: ({ entry, hash, text }) => {
      recent.add({ epoch, seq: entry.seq, hash, text })
      for (const listener of listeners) tell(ports.bridge, listener, entry)
    },
  })
  return {
    ...makeQueries(database, epoch),
    commit,
    drafts: makeDrafts(database, () => now().utc),
    head: () => state.head,
    now,
    isNew: () => state.head.seq === 0,
    facts: () => state.facts,
    openShift: () => state.openShift,
    entriesAfter: async (seq, limit, of = epoch) =>
      (of === epoch ? recent.after(seq, limit) : null) ?? (await storedAfter(database, of, seq, limit)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    mend: (pause) => mendJournal(ports, state.head, pause),
    close: () => database.close(),
  }
}
