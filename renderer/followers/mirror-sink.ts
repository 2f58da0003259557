import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Head } from '../../shared/journal/seal.ts'
import { MAX_BATCH_ENTRIES } from '../../shared/sync/wire.ts'
import { batchLines } from './batch-lines.ts'
import type { Sink, SinkReply } from './follow.ts'

const forked: SinkReply = { ok: false, next: 'stop', reason: 'fork' }

/**
 * The fsynced second copy in main: its position is the tail of its file, which must carry the journal's own hash. Where
 * that file is damaged it is made again from the journal, from the first entry on; `head` says when that is complete.
 * Without `head`, of a journal that cannot be read in full, a damaged copy is left as it is.
 */
export const mirrorSink = (
  bridge: Bridge,
  hashAt: (seq: number) => Promise<string | null>,
  head: (() => number) | null,
): Sink => {
  const stand = async (tail: Head): Promise<SinkReply> =>
    tail.seq === 0 || (await hashAt(tail.seq)) === tail.hash ? { ok: true, position: tail.seq } : forked
  let isDamaged = false

  const rebuild = async (lines: string[], complete: boolean): Promise<SinkReply> => {
    const reply = await bridge.call['mirror.rebuild']({ lines, complete })
    // A new file that was complete when the app stopped only has to be put in its place.
    if (reply.ok && !complete && head !== null && reply.tail.seq >= head()) return rebuild([], true)
    if (!reply.ok) return { ok: false, next: 'retry', reason: reply.reason, afterMs: null }
    isDamaged = !complete
    return stand(reply.tail)
  }
  const append = async (lines: string[]): Promise<SinkReply> => {
    const reply = await bridge.call['mirror.append']({ lines })
    if (reply.ok) return { ok: true, position: reply.durable.seq }
    if (reply.reason === 'gap') {
      const at = await stand(reply.tail)
      return at.ok ? { ok: false, next: 'go_on_from', position: at.position } : at
    }
    if (reply.reason === 'fork' || reply.reason === 'broken_chain') {
      return { ok: false, next: 'stop', reason: reply.reason }
    }
    return { ok: false, next: 'retry', reason: reply.reason, afterMs: null }
  }
  return {
    batch: MAX_BATCH_ENTRIES,
    position: async () => {
      const { mirror } = await bridge.call['app.info']({})
      isDamaged = mirror.state === 'damaged'
      if (!isDamaged) return stand((await bridge.call['mirror.tail']({})).tail)
      return head === null ? { ok: false, next: 'stop', reason: 'broken_chain' } : rebuild([], false)
    },
    push: async (entries) => {
      const lines = batchLines(entries)
      if (!isDamaged) return append(lines)
      const last = entries[lines.length - 1]?.seq ?? 0
      return rebuild(lines, last >= (head?.() ?? Number.POSITIVE_INFINITY))
    },
  }
}
