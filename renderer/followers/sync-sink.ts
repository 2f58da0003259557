import type { Bridge, SyncStatus } from '../../shared/bridge/bridge.ts'
import { MAX_BATCH_ENTRIES } from '../../shared/sync/wire.ts'
import { batchLines } from './batch-lines.ts'
import type { Sink, SinkReply } from './follow.ts'

/** Nothing mends these but a person or an enrolment; selling goes on meanwhile. */
const STOPPING = ['standalone', 'fork', 'frozen', 'key_missing'] as const

const stops = (reason: string): boolean => STOPPING.some((stopping) => stopping === reason)

const stand = (status: SyncStatus, epoch: number): SinkReply =>
  stops(status.state)
    ? { ok: false, next: 'stop', reason: status.state }
    : { ok: true, position: status.proven?.epoch === epoch ? status.proven.seq : 0 }

/** Head office: its position is the last entry that it countersigned and that main verified. */
export const syncSink = (bridge: Bridge, epoch: number): Sink => ({
  batch: MAX_BATCH_ENTRIES,
  position: async () => stand(await bridge.call['sync.status']({}), epoch),
  push: async (entries) => {
    const reply = await bridge.call['sync.push']({ epoch, lines: batchLines(entries) })
    if (reply.ok) return { ok: true, position: reply.proven.seq }
    if (reply.reason === 'gap') return { ok: false, next: 'go_on_from', position: reply.mark }
    if (stops(reply.reason)) return { ok: false, next: 'stop', reason: reply.reason }
    return { ok: false, next: 'retry', reason: reply.reason, afterMs: reply.retryAfterMs }
  },
})
