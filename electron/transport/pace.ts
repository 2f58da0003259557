import type { Output } from '../../shared/bridge/bridge.ts'
import type { Reply } from './post.ts'
import { type ReturnWatch, type WatchParts, watchForReturn } from './watch-for-return.ts'

/** A login page may not silence a till for longer than its own backoff would. */
const STRANGER_WISH_MS = 300_000
const NO_WATCH: ReturnWatch = { lost: () => undefined, rest: () => undefined, reached: () => undefined }

/** When the next upload may go out. */
export type Pace = {
  /** Milliseconds that head office still asks to be left alone; 0 for none. */
  readonly toWait: () => number
  /** An upload goes out now. */
  readonly begin: () => void
  /** Learns from an upload's reply and what it came to. */
  readonly heed: (reply: Reply, result: Output<'sync.push'>) => void
  /** Forgets what an earlier head office asked for. */
  readonly reset: () => void
}

/**
 * Keeps to head office's own wish (Retry-After), and looks for its return while it cannot be reached. `parts` null: nobody
 * looks, and the caller's own retries must do.
 */
export const paceUploads = (parts: WatchParts | null, monotonic: () => number): Pace => {
  const watch = parts ? watchForReturn(parts) : NO_WATCH
  let notBefore = 0
  return {
    toWait: () => Math.max(0, Math.ceil(notBefore - monotonic())),
    begin: () => watch.rest(),
    heed: (reply, result) => {
      const wish = reply.kind === 'answered' ? reply.retryAfterMs : null
      const isStranger = !result.ok && result.reason === 'not_an_ack'
      if (result.ok || result.reason === 'gap') watch.reached()
      else if (wish !== null) notBefore = monotonic() + (isStranger ? Math.min(wish, STRANGER_WISH_MS) : wish)
      else if (reply.kind === 'unreachable' || isStranger) watch.lost()
    },
    reset: () => {
      notBefore = 0
    },
  }
}
