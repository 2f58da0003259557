import { follows, readLine } from './line.ts'
import type { Head, Sha256 } from './seal.ts'

/** The first line that does not hold; `head` is the last good entry before it. */
export type ChainFault = {
  /** How many lines were good before the fault. */
  readonly good: number
  readonly reason: 'malformed' | 'hash_mismatch' | 'does_not_follow'
  readonly head: Head
}

/** Walks lines from a head and names the first one that is damaged, edited, missing, doubled or out of order. */
export const verifyChain = (
  start: Head,
  lines: Iterable<string>,
  sha256: Sha256,
): { ok: true; head: Head; count: number } | { ok: false; fault: ChainFault } => {
  let head = start
  let good = 0
  for (const line of lines) {
    const read = readLine(line, sha256)
    if (!read.ok) return { ok: false, fault: { good, reason: read.reason, head } }
    const { header, hash } = read.value
    if (!follows(head, header)) return { ok: false, fault: { good, reason: 'does_not_follow', head } }
    head = { till: header.till, epoch: header.epoch, seq: header.seq, hash }
    good += 1
  }
  return { ok: true, head, count: good }
}
