import { expect, test } from 'vitest'
import { seededRandom } from '../demo/seeded-random.ts'
import { drawSellingKill, drawStartKill } from './schedule.ts'

const draw = <T>(count: number, seed: number, one: (random: () => number) => T): T[] => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => one(random))
}

test('a seed names one schedule', () => {
  expect(draw(50, 1, drawSellingKill)).toEqual(draw(50, 1, drawSellingKill))
  expect(draw(50, 1, drawSellingKill)).not.toEqual(draw(50, 2, drawSellingKill))
})

test('every part is hit, in an order, behind a payment and while the till starts', () => {
  const kills = draw(300, 7, drawSellingKill)
  expect(new Set(kills.map(({ victim, after }) => `${victim} ${after}`)).size).toBe(10)
  expect(Math.max(...kills.map(({ ms }) => ms))).toBeLessThanOrEqual(3_000)
  const starts = draw(300, 7, drawStartKill).filter((kill) => kill !== null)
  expect(new Set(starts.map(({ victim }) => victim)).size).toBe(3)
})
