import { expect, test } from 'vitest'
import type { PrintRow } from '../../journal/rows.ts'
import { useStanding } from '../../till/standing.ts'
import { mirrorState, officeState, printState } from './sale-state.ts'

const standing = useStanding.getInitialState()
const print = (job: string, state: PrintRow['state']): PrintRow => ({
  job,
  epoch: 1,
  seq: 6,
  state,
  evidence: 'none',
  offset: 1,
})

test('a second copy is claimed only up to what is durable', () => {
  const known = { ...standing, mirror: { durable: 5, failing: null } }
  expect(mirrorState({ epoch: 1, seq: 5 }, known).proof).toBe('proven')
  expect(mirrorState({ epoch: 1, seq: 6 }, known).proof).toBe('waiting')
  expect(mirrorState({ epoch: 1, seq: 6 }, { ...known, mirror: { durable: 5, failing: 'disk_full' } }).proof).toBe(
    'act',
  )
})

test('head office is claimed only up to what it has signed', () => {
  const proven = { till: 'a'.repeat(32), epoch: 1, seq: 5, hash: 'b'.repeat(64) }
  const office = {
    state: 'idle',
    proven,
    url: 'u',
    store: 's',
    storeName: 'n',
    tillCode: '01',
    headOfficeKey: 'k',
    detail: null,
  } as const
  expect(officeState({ epoch: 1, seq: 5 }, { ...standing, office }).proof).toBe('proven')
  expect(officeState({ epoch: 1, seq: 6 }, { ...standing, office }).proof).toBe('waiting')
  expect(officeState({ epoch: 1, seq: 1 }, standing).words).toBe('officeNone')
})

test('of the sales from before the till took another’s place, what head office gave back is signed, and a backup tells nothing', () => {
  const before = (signed: boolean) => ({ ...standing, epoch: 3, before: { epoch: 2, signed } })
  expect(officeState({ epoch: 2, seq: 900 }, before(true)).words).toBe('officeProven')
  expect(officeState({ epoch: 1, seq: 900 }, before(false))).toEqual({ proof: 'waiting', words: 'officeBefore' })
  expect(officeState({ epoch: 3, seq: 1 }, before(true)).words).toBe('officeNone')
})

test('a drawer that opened is no receipt', () => {
  expect(printState([print('1.6:drawer', 'printed')]).words).toBe('print_waiting')
})

test('doubt about one copy outweighs the proof of another', () => {
  const doubtful = [print('1.6:receipt:1', 'in_doubt'), print('1.6:receipt:2', 'printed')]
  expect(printState(doubtful)).toEqual({ proof: 'act', words: 'print_in_doubt' })
  expect(printState([print('1.6:receipt:1', 'printed')]).proof).toBe('proven')
  expect(printState([print('1.6:receipt:1', 'unconfirmed')]).proof).toBe('waiting')
  expect(printState([print('1.6:receipt:1', 'failed')]).proof).toBe('act')
})
