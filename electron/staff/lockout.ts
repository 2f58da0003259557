import * as v from 'valibot'

const TRIES = 5
const FIRST_LOCK_MS = 60_000
const LONGEST_LOCK_MS = 3_600_000
/** The lock is at its longest well before: counting on would lead to a number that the file could not be read with. */
const MOST_LOCKS = 1_000

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Wrong tries since the last right one or the last lock, how often it locked since, and until when (UTC ms). */
export const lockoutSchema = v.strictObject({ wrong: count, locks: count, lockedUntil: count })
export type Lockout = v.InferOutput<typeof lockoutSchema>

/** Nothing tried yet. */
export const NO_LOCKOUT: Lockout = { wrong: 0, locks: 0, lockedUntil: 0 }

const lockMs = (locks: number): number => Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.max(0, locks - 1))

/** Milliseconds that are left of a lock, 0 if none. */
export const lockedForMs = ({ lockedUntil }: Lockout, now: number): number => Math.max(0, lockedUntil - now)

/** The same lock under a clock that may have been set back: it never lasts longer than it was meant to. */
export const underClock = (lockout: Lockout, now: number): Lockout => {
  const latest = now + lockMs(lockout.locks)
  return lockout.lockedUntil <= latest ? lockout : { ...lockout, lockedUntil: latest }
}

/** Tries left before the next lock. */
export const triesLeft = ({ wrong }: Lockout): number => TRIES - wrong

/** After one more wrong try: the fifth locks for a minute, and each lock after it twice as long, up to an hour. */
export const afterWrong = ({ wrong, locks, lockedUntil }: Lockout, now: number): Lockout =>
  wrong + 1 < TRIES
    ? { wrong: wrong + 1, locks, lockedUntil }
    : { wrong: 0, locks: Math.min(locks + 1, MOST_LOCKS), lockedUntil: now + lockMs(locks + 1) }
