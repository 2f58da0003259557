import { expect, test } from 'vitest'
import { makeRecent } from './recent.ts'

const entry = (seq: number) => ({ epoch: 1, seq, hash: '', text: '' })

test('an entry that was never announced is not skipped: memory then reaches back to the hole only', () => {
  const recent = makeRecent()
  for (const seq of [1, 2, 3, 4, 6, 7]) recent.add(entry(seq))
  expect(recent.after(4, 10)).toBeNull()
  expect(recent.after(5, 10)?.map((one) => one.seq)).toEqual([6, 7])
})
