const BASE_MS = 1_000
const CAP_MS = 300_000

/** Full jitter: a wait in milliseconds from 0 to min(5 min, 1 s x 2^failures); `random` is in [0, 1). */
export const backoff = (failures: number, random: number): number =>
  Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 20)))
