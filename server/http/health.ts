import type { Pool } from 'pg'

const KEEP_MS = 1_000

/** Whether the database answers; asked at most once a second, however many tills look. Never rejects. */
export const healthOf = (pool: Pool): (() => Promise<boolean>) => {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer = Promise.resolve(false)
  return () => {
    if (performance.now() - askedAt < KEEP_MS) return answer
    askedAt = performance.now()
    answer = pool.query('select 1').then(
      () => true,
      () => false,
    )
    return answer
  }
}
