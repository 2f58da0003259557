import type { Bridge } from '../../shared/bridge/bridge.ts'
import { readLine } from '../../shared/journal/line.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'
import type { Database } from './database.ts'
import type { Findings, Origin, Range } from './findings.ts'
import { fromSalvage, type LineSource, restoreFrom, type SourceEnd, storedAfter } from './restore.ts'

/** What joining needs of the world. */
export type JoinPorts = {
  readonly database: Database
  readonly bridge: Bridge
  readonly sha256: Sha256
  readonly onProgress: (seq: number) => void
}

export type NamedSource = { readonly from: Origin; readonly lines: LineSource }

export type Joined = {
  readonly head: Head
  readonly restored: readonly (Range & { readonly from: Origin })[]
  /** How each source ended the last time that it was asked. */
  readonly ends: ReadonlyMap<Origin, SourceEnd>
}

/**
 * Carries the journal on from a head with whatever source holds the next entry, until none does: what one copy lacks in
 * the middle another fills. The first source that has an entry is believed; the chain proves that it belongs there.
 */
export const join = async (ports: JoinPorts, start: Head, sources: readonly NamedSource[]): Promise<Joined> => {
  const ends = new Map<Origin, SourceEnd>()
  const restored: (Range & { from: Origin })[] = []
  let head = start
  for (;;) {
    const before = head.seq
    for (const { from, lines } of sources) {
      const result = await restoreFrom(ports.database, lines, head, ports)
      ends.set(from, result.end)
      if (result.head.seq > head.seq) restored.push({ from, first: head.seq + 1, last: result.head.seq })
      head = result.head
      if (result.end === 'newer_version') return { head, restored, ends }
    }
    if (head.seq === before) return { head, restored, ends }
  }
}

/** The next number beyond a head that the database or a damaged second copy holds; infinite for none. */
export const nextHeld = async ({ database, bridge, sha256 }: JoinPorts, head: Head): Promise<number> => {
  const [row] = await storedAfter(database, head.epoch, head.seq, 1)
  const [line] = await fromSalvage(bridge)(head.seq)
  const read = line === undefined ? null : readLine(line, sha256)
  return Math.min(row?.seq ?? Number.POSITIVE_INFINITY, read?.ok ? read.value.header.seq : Number.POSITIVE_INFINITY)
}

/** Head office as a source of entries, and what it said so far. */
export type Office = { readonly lines: LineSource; readonly said: () => Findings['office'] }

/** Makes head office a source; whoever cannot be reached gives nothing. */
export const fromOffice = (bridge: Bridge, epoch: number): Office => {
  let said: Findings['office'] = 'not_asked'
  const lines: LineSource = async (after) => {
    const reply = await bridge.call['sync.pull']({ epoch, after })
    if (reply.ok && reply.lines.length > 0) said = 'gave'
    else if (said === 'gave') return []
    else if (reply.ok) said = 'had_none'
    else said = reply.reason === 'standalone' || reply.reason === 'unreachable' ? reply.reason : 'refused'
    return reply.ok ? reply.lines : []
  }
  return { lines, said: () => said }
}

/**
 * Fills from head office what a join left missing, a hole at a time, and goes on with the other sources behind each. It
 * is asked for no more: beyond a hole the till's own copies are believed, since head office may have signed other entries
 * under the same numbers.
 */
export const joinWithOffice = async (
  ports: JoinPorts,
  start: Joined,
  sources: readonly NamedSource[],
  office: Office,
): Promise<Joined> => {
  let all = start
  for (;;) {
    const before = all.head.seq
    const upTo = (await nextHeld(ports, all.head)) - 1
    const lines: LineSource = async (after) => (after < upTo ? (await office.lines(after)).slice(0, upTo - after) : [])
    for (const part of [[{ from: 'office' as const, lines }], sources]) {
      const { head, restored, ends } = await join(ports, all.head, part)
      all = { head, restored: [...all.restored, ...restored], ends: new Map([...all.ends, ...ends]) }
      if ([...ends.values()].includes('newer_version')) return all
    }
    if (all.head.seq === before) return all
  }
}
