const BASE_MS = 1_000
const CAP_MS = 300_000

/** Full jitter: a wait in milliseconds from 0 to min(5 min, 1 s x 2^failures); `random` is in [0, 1). */
export const backoff = (failures: number, random: number): number =>
  Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 20)))

const PROBE_BASE_MS = 2_000
const PROBE_CAP_MS = 30_000

/**
 * A wait in milliseconds before the next look for a head office that cannot be reached: between half and the whole of
 * min(30 s, 2 s x 2^looks), so that tills which lost it together find it at different moments.
 */
export const probePause = (looks: number, random: number): number =>
  Math.floor((0.5 + random / 2) * Math.min(PROBE_CAP_MS, PROBE_BASE_MS * 2 ** Math.min(looks, 20)))
