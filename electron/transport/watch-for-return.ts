import { probePause } from '../../shared/sync/backoff.ts'

/** Looks, while head office cannot be reached, whether it has come back, so that nobody waits out a long backoff. */
export type ReturnWatch = {
  /** A request found nobody: begins to look, less often each time that looking has led to nothing. */
  readonly lost: () => void
  /** A request is on its way and will tell by itself. */
  readonly rest: () => void
  /** Head office has taken something: the next outage begins with quick looks again. */
  readonly reached: () => void
}

/** What the watch looks and waits with. */
export type WatchParts = {
  /** Whether head office itself answers; cheap, never rejects. */
  readonly probe: () => Promise<boolean>
  /** Calls back once after some milliseconds; gives the way to cancel. */
  readonly later: (ms: number, callback: () => void) => () => void
  /** In [0, 1): spreads the looks of tills that lost head office at the same moment. */
  readonly random: () => number
  /** Head office answers: worth one attempt now. It proves nothing. */
  readonly onReturn: () => void
}

/** Makes the watch, at rest. */
export const watchForReturn = ({ probe, later, random, onReturn }: WatchParts): ReturnWatch => {
  let looks = 0
  let cancel: (() => void) | null = null
  const rest = () => {
    cancel?.()
    cancel = null
  }
  const lost = () => {
    rest()
    const mine = later(probePause(looks, random()), async () => {
      const isThere = await probe()
      if (cancel !== mine) return
      if (isThere) {
        rest()
        onReturn()
      } else lost()
    })
    cancel = mine
    looks += 1
  }
  const reached = () => {
    rest()
    looks = 0
  }
  return { lost, rest, reached }
}
