import { expect, test } from 'vitest'
import { useStanding } from '../../till/standing.ts'
import { whatWaits } from './what-waits.ts'

const standing = { ...useStanding.getInitialState(), seq: 10 }
const office = {
  state: 'unreachable',
  proven: { till: 'a'.repeat(32), epoch: 1, seq: 7, hash: 'b'.repeat(64) },
  url: 'u',
  store: 's',
  storeName: 'n',
  tillCode: '01',
  headOfficeKey: 'k',
  detail: null,
} as const

test('what waits is what is not proven yet', () => {
  const stuck = { state: 'paper_end', waiting: 2, inDoubt: 0, virtual: false } as const
  const printer = { ...stuck, others: [{ ...stuck, id: 'hot', waiting: 1 }] }
  const now = { ...standing, mirror: { durable: 9, failing: null }, office, printer }
  expect(whatWaits(now)).toEqual({ mirror: 1, office: 3, print: 3 })
})

test('an enrolled till without any proof waits with everything, a standalone one with nothing', () => {
  const mirror = { durable: 10, failing: null }
  expect(whatWaits({ ...standing, mirror, office: { ...office, proven: null } }).office).toBe(10)
  expect(whatWaits({ ...standing, mirror, office: { ...office, state: 'standalone' } }).office).toBe(0)
})
