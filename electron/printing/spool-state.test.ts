import { expect, test } from 'vitest'
import type { SpoolRecord } from './spool-log.ts'
import { applyRecord, emptySpoolState, isKnown, KEPT_OUTCOMES, shorten } from './spool-state.ts'

const SALES = 10_000
const hash = 'a'.repeat(64)

const submit = (number: number): SpoolRecord => ({
  t: 'submit',
  through: number,
  jobs: [{ id: `job-${number}`, kind: 'document', title: '', hash, bytes: 'eA==' }],
})
const become = (number: number, state: 'sending' | 'printed' | 'in_doubt'): SpoolRecord => ({
  ...{ t: 'state', id: `job-${number}`, state, evidence: 'none', why: null },
})

/** A long day: every thousandth receipt stays in doubt. */
const aLongDay = (): SpoolRecord[] =>
  Array.from({ length: SALES }, (_, index) => index + 1).flatMap((number) => [
    submit(number),
    become(number, 'sending'),
    become(number, number % 1_000 === 0 ? 'in_doubt' : 'printed'),
  ])

test('what is kept follows from what is open, not from how much was printed', () => {
  const state = emptySpoolState()
  let mostOpen = 0
  for (const record of aLongDay()) {
    applyRecord(state, record)
    mostOpen = Math.max(mostOpen, state.open.size)
  }
  expect(mostOpen).toBe(SALES / 1_000)
  expect(state.open.size).toBe(SALES / 1_000)
  expect(state.outcomes.length).toBeLessThan(2 * KEPT_OUTCOMES)
  expect(state.settled.size).toBeLessThan(2 * KEPT_OUTCOMES)
  expect([...state.open.values()].every(({ bytes }) => bytes === '')).toBe(true)
})

test('offsets go on without a gap while older outcomes are let go', () => {
  const state = emptySpoolState()
  for (const record of aLongDay()) applyRecord(state, record)
  expect(state.outcomes.at(0)?.offset).toBe(state.dropped + 1)
  expect(state.outcomes.at(-1)).toMatchObject({ offset: SALES, job: `job-${SALES}` })
  expect(isKnown(state, `job-${SALES - 1}`)).toBe(true)
})

test('shortened, the records say the same', () => {
  const [long, short] = [emptySpoolState(), emptySpoolState()]
  const records = aLongDay()
  for (const record of records) applyRecord(long, record)
  for (const record of shorten(records, false)) applyRecord(short, record)
  expect(short.open).toEqual(long.open)
  expect(short.through).toBe(long.through)
  expect(short.outcomes).toEqual(long.outcomes.slice(-KEPT_OUTCOMES))
  expect(short.unknownThrough).toBe(0)
})

test('shortened after damage, what waited counts as begun and the past as unknown', () => {
  const state = emptySpoolState()
  for (const record of shorten([submit(1)], true)) applyRecord(state, record)
  expect(state.open.get('job-1')?.state).toBe('sending')
  expect(state.unknownThrough).toBeNull()
})
