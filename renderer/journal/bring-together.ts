import type { Bridge } from '../../shared/bridge/bridge.ts'
import { readLine } from '../../shared/journal/line.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
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

/** The newest number that a damaged second copy holds in a whole line beyond `after`; 0 for none. */
const newestSalvaged = async (bridge: Bridge, after: number, sha256: Sha256): Promise<number> => {
  const source = fromSalvage(bridge)
  let newest = 0
  for (let lines = await source(after); lines.length > 0; lines = await source(newest)) {
    const read = readLine(lines.at(-1) ?? '', sha256)
    if (!read.ok || read.value.header.seq <= newest) break
    newest = read.value.header.seq
  }
  return newest
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
  const { bridge, sha256, epoch } = ports
  const { tail, mirror, newest, proven, printed } = look
  const held = Math.max(tail.seq, mirror.held ?? 0)
  const local = Math.max(held, newest?.seq ?? 0, recent.at(-1)?.seq ?? 0, proven, printed)
  const inner = { ...ports, onProgress: (seq: number) => ports.onProgress(seq, Math.max(seq, local)) }
  const sources = localSources(ports, look, recent)
  const office = fromOffice(bridge, epoch)
  const alone = await join(inner, start, sources)
  const salvaged = mirror.state === 'damaged' ? await newestSalvaged(bridge, alone.head.seq, sha256) : 0
  const known = Math.max(local, salvaged)
  // A till without a single entry may be one whose copies are all gone: only head office can tell. An epoch that was just
  // begun has none either, and under its number head office may hold what a clone of this till has begun.
  const isShort = alone.head.seq < known || (alone.head.seq === 0 && ports.earlier.length === 0)
  const joined = isShort ? await joinWithOffice(inner, alone, sources, office) : alone
  const { head } = joined
  const findings: Findings = {
    journal: newest?.seq ?? 0,
    mirror: tail.seq,
    mirrorHeld: Math.max(held, salvaged),
    proven,
    office: office.said(),
    restored: joined.restored.filter(({ from }) => from !== 'journal' && from !== 'memory'),
    head: head.seq,
    missing: head.seq < known ? await rangeMissing(inner, head, known) : null,
  }
  return { joined, findings }
}
