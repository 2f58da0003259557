import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Head } from '../../shared/journal/seal.ts'
import { MAX_BATCH_ENTRIES } from '../../shared/sync/wire.ts'
import { batchLines } from './batch-lines.ts'
import type { Sink, SinkReply } from './follow.ts'

const forked: SinkReply = { ok: false, next: 'stop', reason: 'fork' }

/** The fsynced second copy in main: its position is the tail of its file, which must carry the journal's own hash. */
export const mirrorSink = (bridge: Bridge, hashAt: (seq: number) => Promise<string | null>): Sink => {
  const stand = async (tail: Head): Promise<SinkReply> =>
    tail.seq === 0 || (await hashAt(tail.seq)) === tail.hash ? { ok: true, position: tail.seq } : forked
  return {
    batch: MAX_BATCH_ENTRIES,
    position: async () => {
      const { mirror } = await bridge.call['app.info']({})
      if (mirror.state === 'damaged') return { ok: false, next: 'stop', reason: 'broken_chain' }
      return stand((await bridge.call['mirror.tail']({})).tail)
    },
    push: async (entries) => {
      const reply = await bridge.call['mirror.append']({ lines: batchLines(entries) })
      if (reply.ok) return { ok: true, position: reply.durable.seq }
      if (reply.reason === 'gap') {
        const at = await stand(reply.tail)
        return at.ok ? { ok: false, next: 'go_on_from', position: at.position } : at
      }
      if (reply.reason === 'fork' || reply.reason === 'broken_chain') {
        return { ok: false, next: 'stop', reason: reply.reason }
      }
      return { ok: false, next: 'retry', reason: reply.reason, afterMs: null }
    },
  }
}
