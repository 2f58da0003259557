import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whatMayGo } from './what-to-keep.ts'

const on = (madeAt: string) => ({ name: `backup-${madeAt}`, madeAt })
const days = (count: number) =>
  Array.from({ length: count }, (_, day) => on(new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString()))

test('up to fourteen backups all stay', () => {
  expect(whatMayGo(days(14))).toEqual([])
  expect(whatMayGo([])).toEqual([])
})

test('of a year of days the last fourteen stay, and the last of each month', () => {
  const year = days(365)
  const gone = new Set(whatMayGo(year))
  const stay = year.filter((one) => !gone.has(one)).map(({ madeAt }) => madeAt.slice(0, 10))
  expect(stay).toHaveLength(14 + 11)
  expect(stay).toContain('2026-01-31')
  expect(stay).toContain('2026-02-28')
  expect(stay.slice(-14)).toEqual(year.slice(-14).map(({ madeAt }) => madeAt.slice(0, 10)))
})

test('whatever the clock said, the one made last stays, and what goes was there', () => {
  const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
  fc.assert(
    fc.property(fc.uniqueArray(time, { minLength: 1, maxLength: 120 }), (times) => {
      const all = times.map((utc) => on(new Date(utc).toISOString()))
      const gone = whatMayGo(all)
      expect(gone).not.toContain(all.at(-1))
      expect(all.length - gone.length).toBeGreaterThanOrEqual(Math.min(14, all.length))
      for (const one of gone) expect(all).toContain(one)
    }),
  )
})
