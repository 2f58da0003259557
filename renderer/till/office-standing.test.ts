import { expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { officeStanding } from './office-standing.ts'

const proven = { till: 'a'.repeat(32), epoch: 1, seq: 9, hash: 'b'.repeat(64) }
const told = { ...makeBridgeDouble().sync.status, state: 'idle', proven } as const
const following = { state: 'idle', position: 9, reason: null } as const

test('a follower that found another journal signed makes it a fork, and takes back what seemed proven', () => {
  const fork = { state: 'stopped', position: 0, reason: 'fork' } as const
  expect(officeStanding(told, fork, 1)).toEqual({ ...told, state: 'fork', proven: null })
})

test('otherwise main is right, also on a fork that head office itself named', () => {
  expect(officeStanding(told, following, 1)).toBe(told)
  expect(officeStanding(told, { ...following, state: 'retrying', reason: 'unreachable' }, 1)).toBe(told)
  const named = { ...told, state: 'fork' } as const
  expect(officeStanding(named, { state: 'stopped', position: 9, reason: 'fork' }, 1)).toBe(named)
})

test('what was signed of the epoch before proves nothing of this one', () => {
  expect(officeStanding(told, following, 2)).toEqual({ ...told, proven: null })
})
