import { vi } from 'vitest'
import { PATIENCE_MS } from './patience.ts'

/** Tries until it holds, and gives what it gave; fails with what was wrong the last time. */
export const eventually = <T>(holds: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(holds, { timeout: PATIENCE_MS, interval: 50 })
