import type { Head } from '../../shared/journal/seal.ts'
import type { Findings, Range } from './findings.ts'
import { fromOffice, type Joined, type JoinPorts, join, joinWithOffice, type NamedSource, nextHeld } from './join.ts'
import type { Look, ReconcilePorts } from './look-at.ts'
import { fromJournal, fromMemory, fromMirror, fromSalvage } from './restore.ts'
import type { StoredEntry } from './rows.ts'

/** What is to be asked of this till's own copies, in order; a journal that agrees with its head is not walked again. */
const localSources = (
  { database, bridge, epoch }: ReconcilePorts,
  { isUsable, stored, tail, mirror }: Look,
  recent: readonly StoredEntry[],
): NamedSource[] => {
  const isAhead = tail.seq > (isUsable ? (stored?.head.seq ?? 0) : 0)
  return [
    ...(isUsable ? [] : [{ from: 'journal' as const, lines: fromJournal(database, epoch) }]),
    ...(isAhead ? [{ from: 'mirror' as const, lines: fromMirror(bridge) }] : []),
    ...(mirror.state === 'damaged' ? [{ from: 'salvage' as const, lines: fromSalvage(bridge) }] : []),
    ...(recent.length > 0 ? [{ from: 'memory' as const, lines: fromMemory(recent) }] : []),
  ]
}

/** The first numbers that nobody gives: up to the next entry that a copy holds behind the hole, or to the last one known. */
const rangeMissing = async (ports: JoinPorts, head: Head, known: number): Promise<Range> => {
  const first = head.seq + 1
  return { first, last: Math.max(first, Math.min(known, (await nextHeld(ports, head)) - 1)) }
}

/**
 * Carries the journal on from `start` with all that this till's copies hold, then, where something is known to be missing
 * or nothing at all was found, with what head office gives back. Says what was found and taken, and what is missing.
 */
export const bringTogether = async (
  ports: ReconcilePorts,
  look: Look,
  start: Head,
  recent: readonly StoredEntry[],
): Promise<{ joined: Joined; findings: Findings }> => {
  const { bridge, epoch } = ports
  const { tail, mirror, newest, proven, printed } = look
  const held = Math.max(tail.seq, mirror.held ?? 0)
  const local = Math.max(held, newest?.seq ?? 0, recent.at(-1)?.seq ?? 0, proven, printed)
  const inner = { ...ports, onProgress: (seq: number) => ports.onProgress(seq, Math.max(seq, local)) }
  const sources = localSources(ports, look, recent)
  const office = fromOffice(bridge, epoch)
  const alone = await join(inner, start, sources)
  // A till without a single entry may be one whose copies are all gone: only head office can tell. An epoch that was just
  // begun has none either, and under its number head office may hold what a clone of this till has begun.
  const isShort = alone.head.seq < local || (alone.head.seq === 0 && ports.earlier.length === 0)
  const joined = isShort ? await joinWithOffice(inner, alone, sources, office) : alone
  const { head } = joined
  const findings: Findings = {
    journal: newest?.seq ?? 0,
    mirror: tail.seq,
    mirrorHeld: held,
    unconnected: mirror.unconnected ?? null,
    proven,
    office: office.said(),
    restored: joined.restored.filter(({ from }) => from !== 'journal' && from !== 'memory'),
    head: head.seq,
    missing: head.seq < local ? await rangeMissing(inner, head, local) : null,
  }
  return { joined, findings }
}
