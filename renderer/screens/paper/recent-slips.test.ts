import { expect, test } from 'vitest'
import type { PrintRow } from '../../journal/rows.ts'
import { slipsOf } from './recent-slips.ts'

const row = (job: string, state: PrintRow['state'] = 'printed'): PrintRow => ({
  ...{ job, epoch: 1, seq: 9, state, evidence: 'confirmed', offset: 1 },
})

test('a document stands once, by its newest copy, and the drawer is none', () => {
  const slips = slipsOf(
    [
      row('1.9:drawer'),
      row('1.9:receipt:2', 'in_doubt'),
      row('1.9:receipt:1'),
      row('1.9:receipt:10'),
      row('1.8:make-hot:1'),
    ],
    9,
  )
  expect(slips.map(({ document, copies, newest }) => [document, copies, newest.state])).toEqual([
    ['1.9:receipt', 10, 'printed'],
    ['1.8:make-hot', 1, 'printed'],
  ])
  expect(slipsOf([row('1.9:receipt:1'), row('1.8:make-hot:1')], 1)).toHaveLength(1)
})
