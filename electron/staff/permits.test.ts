import { beforeEach, expect, test } from 'vitest'
import { permitActionSchema } from '../../shared/bridge/permit.ts'
import { makePermits, type Permits } from './permits.ts'

const TEN_MINUTES = 10 * 60_000
let clock = 0
let made = 0
let permits: Permits

beforeEach(() => {
  clock = 1_790_000_000_000
  made = 0
  const secret = () => {
    made += 1
    return `secret-${made}`
  }
  permits = makePermits({ now: () => clock, secret })
})

test.each(permitActionSchema.options)('a permit for %s tells whose it is, and is for nothing else', (action) => {
  const permit = permits.give(action, 'wang-fang')
  for (const other of permitActionSchema.options) {
    if (other !== action) expect(permits.use(other, permit)).toBeNull()
  }
  expect(permits.use(action, permit)).toBe('wang-fang')
})

test('without a permit, or with one that nobody gave, nothing is allowed', () => {
  expect(permits.use('enrol', null)).toBeNull()
  permits.give('enrol', 'wang-fang')
  for (const guess of [null, '', 'secret-2']) expect(permits.use('enrol', guess)).toBeNull()
})

test.each(['enrol', 'backup'] as const)('a permit for %s is used once', (action) => {
  const permit = permits.give(action, 'wang-fang')
  expect([permits.use(action, permit), permits.use(action, permit)]).toEqual(['wang-fang', null])
})

test('an outside copy is chosen, and taken back where the journal could not tell of it, and no more', () => {
  const permit = permits.give('outside_copy', 'wang-fang')
  const uses = [1, 2, 3].map(() => permits.use('outside_copy', permit))
  expect(uses).toEqual(['wang-fang', 'wang-fang', null])
})

test('settings are changed in several steps, for ten minutes', () => {
  const permit = permits.give('settings', 'wang-fang')
  clock += TEN_MINUTES - 1
  expect([1, 2, 3].map(() => permits.use('settings', permit))).toEqual(['wang-fang', 'wang-fang', 'wang-fang'])
  clock += 1
  expect(permits.use('settings', permit)).toBeNull()
})

test('a clock that is set back makes no permit last longer', () => {
  const permit = permits.give('settings', 'wang-fang')
  clock -= 1
  expect(permits.use('settings', permit)).toBeNull()
})

test('a later permit for the same ends the earlier', () => {
  const [earlier, later] = [permits.give('backup', 'wang-fang'), permits.give('backup', 'zhao-min')]
  expect(permits.use('backup', earlier)).toBeNull()
  expect(permits.use('backup', later)).toBe('zhao-min')
})

test('ended, none holds', () => {
  const given = permitActionSchema.options.map((action) => [action, permits.give(action, 'wang-fang')] as const)
  permits.end()
  expect(given.map(([action, permit]) => permits.use(action, permit))).toEqual(given.map(() => null))
})
