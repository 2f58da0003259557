import type { EntryBody, EntryTime } from '../../shared/journal/entry.ts'
import { parseEntry } from '../../shared/journal/line.ts'
import { onceKey } from '../../shared/journal/once-key.ts'
import { type Head, type SealedEntry, type Sha256, seal } from '../../shared/journal/seal.ts'
import { admit } from './admit.ts'
import { committedTables, type Database } from './database.ts'
import { type Folded, foldEntry, journalRow, readRows, writeFolded } from './fold-entries.ts'
import type { CommitContext, CommitResult, Numbers } from './journal.ts'
import type { ReconcileResult } from './reconcile.ts'
import type { StoredEntry } from './rows.ts'
import { loadState, stateAfter, type TillState } from './till-state.ts'

/** What commit() works on and with. */
export type CommitPorts = {
  readonly database: Database
  readonly sha256: Sha256
  readonly now: () => EntryTime
  readonly state: () => TillState
  readonly setState: (state: TillState) => void
  /** Brings a wiped or torn database back from the second copy and from what this window remembers. */
  readonly recover: () => Promise<ReconcileResult>
  readonly onCommitted: (sealed: SealedEntry) => void
}

type Content = EntryBody | ((numbers: Numbers) => EntryBody)

class HeadMismatch extends Error {
  override readonly name = 'HeadMismatch'
}

const sameHead = (one: Head, other: Head | undefined): boolean =>
  other !== undefined &&
  one.hash === other.hash &&
  one.seq === other.seq &&
  one.epoch === other.epoch &&
  one.till === other.till

/** Whether storage stands where memory does; before an epoch's first entry, at the end of the one that it goes on from, if any. */
const isOn = (head: Head, stored: Head | undefined): boolean => {
  if (stored === undefined) return head.seq === 0
  return sameHead(head, stored) || (head.seq === 0 && stored.epoch < head.epoch)
}

const numbersFor = (state: TillState, at: EntryTime): Numbers => {
  const { openShift, facts, head } = state
  const day = openShift?.businessDate.replaceAll('-', '')
  const count = String(state.receipts + 1).padStart(4, '0')
  return {
    receiptNo: openShift === null ? '' : `${facts?.tillCode ?? 'S1'}-${day}-${count}`,
    z: state.z + 1,
    seq: head.seq + 1,
    at,
  }
}

/** The one transaction of a sale. The stored head must be the one in memory: Chromium may have wiped the database. */
const store = (database: Database, sealed: SealedEntry, head: Head): Promise<Folded> =>
  database.transaction('rw', committedTables(database), async () => {
    const [stored, rows] = await Promise.all([database.head.get('head'), readRows(database, [sealed])])
    if (!isOn(head, stored)) throw new HeadMismatch('stored head is another one')
    const folded = foldEntry(sealed, rows, stored)
    await Promise.all([database.journal.add(journalRow(sealed)), writeFolded(database, folded)])
    return folded
  })

const reopen = (row: StoredEntry): SealedEntry => {
  const parsed = parseEntry(row.text)
  if (!parsed.ok) throw new Error(`entry ${row.seq} does not read back: ${parsed.detail}`)
  return { entry: parsed.value, text: row.text, hash: row.hash }
}

const first = (row: StoredEntry, wanted: EntryBody): CommitResult => {
  const sealed = reopen(row)
  return sealed.entry.kind === wanted.kind
    ? { ok: true, sealed, already: true }
    : { ok: false, reason: 'closed_otherwise', detail: `entry ${row.seq} is ${sealed.entry.kind}` }
}

const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const inner = 'inner' in error && error.inner instanceof Error ? error.inner.name : ''
  return `${error.name} ${inner}`
}

const refusalOf = (error: unknown): CommitResult => {
  const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error)
  const name = errorName(error)
  if (name.includes('QuotaExceeded')) return { ok: false, reason: 'disk_full', detail }
  if (name.includes('VersionError')) return { ok: false, reason: 'newer_version', detail }
  return { ok: false, reason: name.includes('HeadMismatch') ? 'database_gone' : 'write_failed', detail }
}

/** Makes commit(): one queue, so that each entry is sealed on the head that the one before it left. */
export const makeCommit = (ports: CommitPorts) => {
  const { database } = ports

  const byOnce = async (content: EntryBody): Promise<CommitResult | null> => {
    const once = onceKey(content)
    const row = once === null ? undefined : await database.journal.get({ once })
    return row ? first(row, content) : null
  }

  /** No answer means unknown: what is stored decides, before anything is tried again. */
  const afterFailure = async (sealed: SealedEntry, content: EntryBody): Promise<CommitResult | 'not_stored'> => {
    const row = await database.journal.get([sealed.entry.epoch, sealed.entry.seq])
    if (row?.hash === sealed.hash) {
      const loaded = await loadState(database)
      if (loaded) ports.setState(loaded)
      ports.onCommitted(sealed)
      return { ok: true, sealed, already: false }
    }
    return (await byOnce(content)) ?? 'not_stored'
  }

  const advance = async (state: TillState, stored: Folded): Promise<void> => {
    const next = stateAfter(state, stored.head, stored.changes) ?? (await loadState(database))
    ports.setState(next ?? state)
  }

  const afterError = async (
    error: unknown,
    sealed: SealedEntry,
    content: EntryBody,
  ): Promise<CommitResult | 'again'> => {
    const known = await afterFailure(sealed, content)
    if (known !== 'not_stored') return known
    const stored = await database.head.get('head')
    const { head } = ports.state()
    if (isOn(head, stored)) return refusalOf(error)
    const recovered = await ports.recover()
    if (!recovered.ok) return { ok: false, reason: 'database_gone', detail: `${recovered.reason} ${recovered.detail}` }
    if (recovered.state.head.seq < head.seq) {
      return { ok: false, reason: 'database_gone', detail: `${recovered.state.head.seq} of ${head.seq} came back` }
    }
    ports.setState(recovered.state)
    return 'again'
  }

  const turn = async (content: Content, context: CommitContext, mayRecover: boolean): Promise<CommitResult> => {
    const state = ports.state()
    const at = context.at ?? ports.now()
    const body = typeof content === 'function' ? content(numbersFor(state, at)) : content
    const refused = admit(body, context, state)
    if (refused) return (await byOnce(body)) ?? { ok: false, reason: refused, detail: body.kind }
    const made = seal(state.head, body, { at, ...context }, ports.sha256)
    if (!made.ok) return made
    const sealed = made.value
    try {
      const stored = await store(database, sealed, state.head)
      await advance(state, stored)
    } catch (error) {
      const outcome = await afterError(error, sealed, body)
      if (outcome !== 'again') return outcome
      return mayRecover ? turn(content, context, false) : refusalOf(error)
    }
    ports.onCommitted(sealed)
    return { ok: true, sealed, already: false }
  }

  let queue: Promise<unknown> = Promise.resolve()
  return (content: Content, context: CommitContext): Promise<CommitResult> => {
    // A database that cannot even be read after the failure is an outcome too: the caller always gets an answer.
    const result = queue.then(() => turn(content, context, true)).catch(refusalOf)
    queue = result
    return result
  }
}
