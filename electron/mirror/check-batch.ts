import type { Output } from '../../shared/bridge/bridge.ts'
import { follows, readLine } from '../../shared/journal/line.ts'
import type { Head, Sha256 } from '../../shared/journal/seal.ts'

type Refusal = Extract<Output<'mirror.append'>, { ok: false }>

type Batch = {
  readonly tail: Head
  readonly lines: readonly string[]
  readonly read: (after: number, limit: number) => string[]
  readonly sha256: Sha256
}

/**
 * Decides over a whole batch before a byte is written. Lines that are there already are left out if they are the same
 * and are a fork if not; the first new one must link to the tail, by number and by hash.
 */
export const checkBatch = ({
  tail,
  lines,
  read,
  sha256,
}: Batch): { ok: true; fresh: readonly string[]; head: Head } | Refusal => {
  let head = tail
  const fresh: string[] = []
  for (const line of lines) {
    const entry = readLine(line, sha256)
    if (!entry.ok) return { ok: false, reason: 'broken_chain', detail: entry.reason }
    const { hash, header } = entry.value
    const { till, epoch, seq } = header
    if (till !== tail.till || epoch !== tail.epoch) {
      return { ok: false, reason: 'broken_chain', detail: `of till ${till}, epoch ${epoch}` }
    }
    if (seq <= head.seq) {
      const isSame = seq <= tail.seq ? read(seq - 1, 1)[0] === line : fresh[seq - tail.seq - 1] === line
      if (!isSame) return { ok: false, reason: 'fork', detail: `number ${seq} is there with another hash` }
      continue
    }
    if (seq > head.seq + 1) return { ok: false, reason: 'gap', tail }
    if (!follows(head, header)) return { ok: false, reason: 'fork', detail: `number ${seq} links to another entry` }
    fresh.push(line)
    head = { till, epoch, seq, hash }
  }
  return { ok: true, fresh, head }
}
