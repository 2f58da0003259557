import type { Head } from '../../shared/journal/seal.ts'
import { bringTogether } from './bring-together.ts'
import { FORMAT } from './database.ts'
import { foldEarlierEpochs } from './earlier-epochs.ts'
import type { Findings } from './findings.ts'
import type { Joined } from './join.ts'
import type { OpenRefusal } from './journal.ts'
import { type Look, lookAt, type ReconcilePorts } from './look-at.ts'
import { PROJECTION } from './project.ts'
import { clearReadTables } from './restore.ts'
import type { StoredEntry } from './rows.ts'
import { loadState, stateBeforeGenesis, stateIn, type TillState } from './till-state.ts'

/** Why the journal is refused, and how far all that was found makes one chain. */
export type Refused = {
  readonly ok: false
  readonly reason: OpenRefusal
  readonly detail: string
  /** The chain holds, but an entry is of a kind or version that this app does not know. */
  readonly unread?: true
  readonly findings?: Findings
}

/** The state that selling goes on from, or why it does not. `forkedAtOffice`: head office holds another branch of this epoch. */
export type ReconcileResult =
  | {
      readonly ok: true
      readonly state: TillState
      readonly findings: Findings
      readonly forkedAtOffice: boolean
    }
  | Refused

const refusal = (reason: OpenRefusal, head: Head, findings?: Findings): Refused => {
  const refused = { ok: false, reason, detail: `after entry ${head.seq}` } as const
  return findings ? { ...refused, findings } : refused
}

/**
 * Brings the journal together with its second copy and, where both lack something, with head office: each entry is taken
 * from whoever holds it, and the chain proves that it belongs there. `recent` is what this window remembers of its own
 * commits. Costs a few reads by key when nothing is wrong. docs/recovery.md has every combination with its outcome.
 */
export const reconcile = async (ports: ReconcilePorts, recent: readonly StoredEntry[]): Promise<ReconcileResult> => {
  const { database, till, epoch, former = [] } = ports
  const beginning = stateBeforeGenesis(till, epoch)
  const format = await database.meta.get('format')
  if ((format?.value ?? FORMAT) > FORMAT) return refusal('newer_version', beginning.head)
  const look = await lookAt(ports)
  const { stored, tail } = look
  if ((stored && stored.head.till !== till) || (tail.seq > 0 && tail.till !== till)) {
    return { ok: false, reason: 'other_till', detail: stored?.head.till ?? tail.till }
  }
  if (!look.isUsable) {
    await clearReadTables(database)
    await foldEarlierEpochs(ports)
  }
  const start = look.isUsable && stored ? stored.head : beginning.head
  const { joined, findings } = await bringTogether(ports, look, start, recent)
  const refused = await judge(ports, look, joined, findings)
  if (refused === 'wiped_meanwhile') return reconcile(ports, recent)
  if (refused) return refused
  await database.meta.bulkPut([
    { key: 'format', value: FORMAT },
    { key: 'projection', value: PROJECTION },
  ])
  const state = stateIn(await loadState(database), { till, epoch }, former)
  // Wiped while it was being brought together: it must not be taken for a new one, which would begin at 1 again.
  if (state.head.hash !== joined.head.hash) return reconcile(ports, recent)
  return { ok: true, state, findings, forkedAtOffice: await isForkedAtOffice(ports, look, joined.head) }
}

/** Whether head office has signed another entry under one of the journal's numbers, or takes no more of this epoch. */
const isForkedAtOffice = async (
  { database, epoch }: ReconcilePorts,
  { signed, isStopped }: Look,
  head: Head,
): Promise<boolean> => {
  if (isStopped) return head.seq > 0
  if (signed === null || signed.seq === 0 || signed.seq > head.seq) return false
  const row = await database.journal.get([epoch, signed.seq])
  return row !== undefined && row.hash !== signed.hash
}

/** Why the till may not go on from what was brought together; null where it may. */
const judge = async (
  { database, epoch }: ReconcilePorts,
  { tail }: Look,
  { head, ends }: Joined,
  findings: Findings,
): Promise<Refused | 'wiped_meanwhile' | null> => {
  const all = [...ends.values()]
  if (all.includes('newer_version')) return { ...refusal('newer_version', head), unread: true }
  if (tail.seq > 0 && tail.seq <= head.seq) {
    const row = await database.journal.get([epoch, tail.seq])
    // Wiped since it was walked: that is no other entry under this number, and it can be brought back once more.
    if (row === undefined && (await loadState(database)) === null) return 'wiped_meanwhile'
    // A row that is missing is a hole, which is filled while the till sells; another one is a fork.
    if (row !== undefined && row.hash !== tail.hash) return refusal('fork', tail, findings)
  }
  if (findings.missing === null) return null
  // To go on would give numbers again that stand on paper, in another copy, or under head office's signature.
  return refusal(all.includes('fork') ? 'fork' : 'missing', head, findings)
}
