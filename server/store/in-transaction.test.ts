import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { inTransaction } from './in-transaction.ts'

test('nothing is answered before the database has said that it committed', async () => {
  let committed: () => void = () => undefined
  const asked: string[] = []
  const client = {
    query: (sql: string) => {
      asked.push(sql)
      return sql === 'commit' ? new Promise<void>((resolve) => (committed = resolve)) : Promise.resolve()
    },
    release: () => asked.push('released'),
  }
  // Only what a transaction asks of a pool is there.
  const pool = { connect: async () => client } as unknown as Pool
  let answer: string | null = null
  const answering = inTransaction(pool, async () => 'stored').then((result) => {
    answer = result
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toEqual(['begin', 'commit'])
  expect(answer).toBeNull()
  committed()
  await answering
  expect(answer).toBe('stored')
  expect(asked).toEqual(['begin', 'commit', 'released'])
})
