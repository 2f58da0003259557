import { expect, test } from 'vitest'
import { lateTickets } from './late-tickets.ts'

const job = (id: string, waitedMs: number, state: 'queued' | 'in_doubt' | 'failed' = 'queued') => ({
  id,
  waitedMs,
  state,
})

test('a ticket that waits for a minute is late, in doubt or not; a receipt is not the kitchen’s', () => {
  const late = [job('1.9:make-hot:1', 60_000), job('1.9:cancel-hot:1', 90_000, 'in_doubt')]
  const fine = [job('1.9:make-cold:1', 59_999), job('1.9:receipt:1', 600_000), job('1.8:make-hot:1', 600_000, 'failed')]
  expect(lateTickets([...late, ...fine])).toEqual(late)
})
