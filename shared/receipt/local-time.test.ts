import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localTime } from './local-time.ts'

test('shows the till’s own clock', () => {
  expect(localTime({ utc: Date.UTC(2026, 10, 24, 16, 5, 6), offset: 480 })).toBe('2026-11-25 00:05:06')
  expect(localTime({ utc: Date.UTC(2024, 1, 29, 0, 0, 0), offset: -60 })).toBe('2024-02-28 23:00:00')
})

test('agrees with the platform’s calendar for four centuries', () => {
  const instant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2300, 0, 1) })
  fc.assert(
    fc.property(instant, fc.integer({ min: -840, max: 840 }), (utc, offset) => {
      const shifted = new Date(Math.floor(utc / 1000) * 1000 + offset * 60_000)
      expect(localTime({ utc, offset })).toBe(shifted.toISOString().slice(0, 19).replace('T', ' '))
    }),
  )
})
