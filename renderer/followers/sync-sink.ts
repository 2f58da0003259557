import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { SyncStatus } from '../../shared/bridge/sync-methods.ts'
import { MAX_BATCH_ENTRIES } from '../../shared/sync/wire.ts'
import { batchLines } from './batch-lines.ts'
import type { Sink, SinkReply } from './follow.ts'

/** Nothing mends these but a person or an enrolment; selling goes on meanwhile. */
const STOPPING = ['standalone', 'fork', 'frozen', 'key_missing'] as const

const stops = (reason: string): boolean => STOPPING.some((stopping) => stopping === reason)

const stopped = (reason: string): SinkReply => ({ ok: false, next: 'stop', reason })

/**
 * Head office: its position is the last entry that it countersigned and that main verified. What it signed must be the
 * journal's own entry: another hash, or none, under that number means that this journal is not the one that was signed.
 */
export const syncSink = (bridge: Bridge, epoch: number, hashAt: (seq: number) => Promise<string | null>): Sink => {
  const stand = async (proven: SyncStatus['proven']): Promise<SinkReply> => {
    if (proven === null || proven.epoch !== epoch || proven.seq === 0) return { ok: true, position: 0 }
    const isOurs = (await hashAt(proven.seq)) === proven.hash
    return isOurs ? { ok: true, position: proven.seq } : stopped('fork')
  }
  return {
    batch: MAX_BATCH_ENTRIES,
    position: async () => {
      const { state, proven } = await bridge.call['sync.status']({})
      return stops(state) ? stopped(state) : stand(proven)
    },
    push: async (entries) => {
      const reply = await bridge.call['sync.push']({ epoch, lines: batchLines(entries) })
      if (reply.ok) return stand(reply.proven)
      if (reply.reason === 'gap') return { ok: false, next: 'go_on_from', position: reply.mark }
      if (stops(reply.reason)) return stopped(reply.reason)
      return { ok: false, next: 'retry', reason: reply.reason, afterMs: reply.retryAfterMs }
    },
  }
}
