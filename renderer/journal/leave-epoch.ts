import type { EpochBegun } from '../../shared/bridge/app-methods.ts'
import type { EntryTime } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import type { Head } from '../../shared/journal/seal.ts'
import type { Database } from './database.ts'
import type { Findings } from './findings.ts'
import type { ReconcilePorts } from './look-at.ts'
import { mendJournal } from './mend.ts'
import { numbersGiven } from './numbers-given.ts'
import { storedAfter } from './restore.ts'
import { loadState } from './till-state.ts'

const PAGE = 100

/** Why an epoch is left; `isOffice`: it is head office that holds another branch of it. */
export type Why = {
  readonly reason: EpochBegun['reason']
  readonly findings: Findings
  readonly isOffice: boolean
}

const linesUpTo = async (database: Database, after: Head, head: Head): Promise<string[]> => {
  const rows = await storedAfter(database, after.epoch, after.seq, PAGE)
  return rows.filter(({ seq }) => seq <= head.seq).map(toLine)
}

/** Makes the second copy again from the journal, beside a file that is damaged or of another branch, which is set aside. */
const remakeMirror = async ({ database, bridge }: ReconcilePorts, head: Head): Promise<Head | null> => {
  const forked = true
  let reply = await bridge.call['mirror.rebuild']({ lines: [], complete: false, forked })
  while (reply.ok && reply.tail.seq < head.seq) {
    const lines = await linesUpTo(database, reply.tail, head)
    if (lines.length === 0) return null
    reply = await bridge.call['mirror.rebuild']({ lines, complete: false, forked })
  }
  if (reply.ok) reply = await bridge.call['mirror.rebuild']({ lines: [], complete: true, forked })
  return reply.ok ? reply.tail : null
}

/** Carries the journal up to a head into its second copy, so that both hold the same; null where that cannot be done. */
const settleMirror = async (ports: ReconcilePorts, head: Head): Promise<Head | null> => {
  const { database, bridge, epoch } = ports
  const { mirror } = await bridge.call['app.info']({})
  let { tail } = await bridge.call['mirror.tail']({})
  const own = tail.seq === 0 || (await database.journal.get([epoch, tail.seq]))?.hash === tail.hash
  if (mirror.state === 'damaged' || !own || tail.seq > head.seq) return remakeMirror(ports, head)
  while (tail.seq < head.seq) {
    const lines = await linesUpTo(database, tail, head)
    const reply = lines.length === 0 ? null : await bridge.call['mirror.append']({ lines })
    if (!reply?.ok) return null
    tail = reply.durable
  }
  return tail
}

/** The number of the epoch after this one: beyond those that head office holds of this till, whose clone may have begun them. */
const nextEpoch = async ({ bridge, epoch }: ReconcilePorts, head: Head, askOffice: boolean): Promise<number> => {
  const known = askOffice ? await bridge.call['sync.pull']({ epoch, after: head.seq }) : null
  return Math.max(epoch, known?.ok ? known.latestEpoch : 0) + 1
}

/** What this branch lacks: of a fork all beyond its end, since whoever holds other entries there holds none of this branch. */
const numbersBeyond = ({ reason, findings }: Why): EpochBegun['missing'] => {
  const { missing, journal, mirrorHeld, proven } = findings
  if (missing === null || reason === 'missing') return missing
  return { first: missing.first, last: Math.max(missing.last, journal, mirrorHeld, proven) }
}

/**
 * Leaves an epoch that has forked or lacks numbers: fills its holes as far as any copy can, brings the second copy to the
 * very chain that the journal goes by, and has main begin the next epoch, whose first entry will name the last of that
 * chain. Nothing is deleted. null: it cannot be left, since its first entry is gone or the second copy cannot be written.
 */
export const leaveEpoch = async (ports: ReconcilePorts, why: Why, now: () => EntryTime): Promise<EpochBegun | null> => {
  const { database, bridge, till, epoch } = ports
  const state = await loadState(database)
  if (state?.facts == null || state.head.epoch !== epoch) return null
  const { missing } = await mendJournal(ports, state.head, async () => undefined)
  const whole = missing === null ? state.head : { ...state.head, seq: missing - 1 }
  const numbers = await numbersGiven(ports, why.findings, now())
  const parent = await settleMirror(ports, whole)
  if (parent === null || parent.seq === 0 || parent.till !== till) return null
  const { restaurant, taxpayer, sample } = state.facts
  const begun: EpochBegun = {
    epoch: await nextEpoch(ports, parent, why.isOffice),
    reason: why.reason,
    parent,
    missing: numbersBeyond(why),
    restaurant,
    taxpayer,
    sample,
    numbers,
  }
  const reply = await bridge.call['identity.beginEpoch'](begun)
  if (reply.ok) return begun
  await bridge.call['app.log']({ level: 'error', event: 'epoch.not_begun', detail: JSON.stringify(reply) })
  return null
}
