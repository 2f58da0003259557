import { expect, test } from 'vitest'
import { backoff, probePause } from './backoff.ts'

test('backoff is full jitter, from nothing to a cap that doubles up to five minutes', () => {
  expect([0, 1, 2, 8, 9, 1_000].map((failures) => backoff(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
  ])
  expect(backoff(5, 0)).toBe(0)
})

test('looks for head office are between half and the whole of a pause that doubles up to half a minute', () => {
  expect([0, 1, 2, 3, 4, 1_000].map((looks) => probePause(looks, 1))).toEqual([
    2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ])
  expect([0, 4].map((looks) => probePause(looks, 0))).toEqual([1_000, 15_000])
})
