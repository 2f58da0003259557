/** Calls back once after some milliseconds; gives the way to cancel. A port, so that tests own time. */
export type Later = (ms: number, callback: () => void) => () => void

/** Why a wait ended: the journal has more, the sink has changed, or the time is over. */
export type Woken = 'entries' | 'sink' | 'time'

/** What a follower's loop sleeps on. */
export type Waker = {
  readonly wake: (by: 'entries' | 'sink') => void
  /** Waits at most `ms`; with `hears` 'sink' new entries do not end it, so that a busy till cannot hurry a backoff. */
  readonly wait: (ms: number, hears: 'all' | 'sink') => Promise<Woken>
}

/** Makes a waker; a wake that comes while nobody waits ends the next wait at once. */
export const makeWaker = (later: Later): Waker => {
  const pending = new Set<'entries' | 'sink'>()
  let ended: ((by: 'entries' | 'sink') => void) | null = null
  const take = (hears: 'all' | 'sink'): Woken | null => {
    const by = pending.has('sink') ? 'sink' : hears === 'all' && pending.has('entries') ? 'entries' : null
    if (by !== null) pending.clear()
    return by
  }
  return {
    wake: (by) => {
      pending.add(by)
      ended?.(by)
    },
    wait: async (ms, hears) => {
      const already = take(hears)
      if (already !== null) return already
      return new Promise<Woken>((resolve) => {
        const end = (by: Woken) => {
          ended = null
          cancel()
          resolve(by)
        }
        const cancel = later(ms, () => end('time'))
        ended = () => {
          const by = take(hears)
          if (by !== null) end(by)
        }
      })
    },
  }
}
