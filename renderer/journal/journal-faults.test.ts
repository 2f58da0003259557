import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis } from '../../shared/journal/seal.ts'
import { verifyChain } from '../../shared/journal/verify-chain.ts'
import { DOUBLE_TILL, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  DATE,
  freshDatabase,
  genesis,
  openedJournal,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { openDatabase } from './database.ts'
import type { Journal } from './journal.ts'
import { sha256Text } from './sha256.ts'

/** A till whose database and mirror are lost in turn, never both before one of them was made whole again. */
const faultyTill = async () => {
  const double = makeBridgeDouble()
  const indexedDb = freshDatabase()
  const sold = new Map<number, string>()
  let journal: Journal

  const open = async () => {
    journal = await openedJournal(double, indexedDb)
  }
  const mirrorAll = async () => {
    double.mirror.lines = (await journal.entriesAfter(0, 10_000)).map(toLine)
  }
  const wipe = async () => {
    const database = openDatabase(indexedDb)
    for (const table of database.tables) await table.clear()
    database.close()
  }
  const sell = async (order: number) => {
    const result = await journal.commit(({ receiptNo }) => saleOf(order, order * 100, receiptNo), CONTEXT)
    if (!result.ok) throw new Error(`${result.reason} ${result.detail}`)
    expect(result.already).toBe(sold.has(order))
    expect(result.sealed.hash).toBe(sold.get(order) ?? result.sealed.hash)
    sold.set(order, result.sealed.hash)
  }
  /** A new window remembers nothing; its mirror follower's first act is to make the second copy whole. */
  const restart = async () => {
    journal.close()
    await open()
    await mirrorAll()
  }
  const check = async () => {
    const entries = await journal.entriesAfter(0, 10_000)
    expect(verifyChain(headBeforeGenesis(DOUBLE_TILL, 1), entries.map(toLine), sha256Text)).toMatchObject({
      ok: true,
      head: journal.head(),
    })
    const rows = await journal.salesOn(DATE, { limit: 10_000 })
    expect(rows.map((row) => row.hash).toSorted()).toEqual([...sold.values()].toSorted())
    expect(new Set(rows.map((row) => row.receiptNo)).size).toBe(rows.length)
    expect(journal.openShift()?.totals).toMatchObject({
      sales: sold.size,
      salesTotal: rows.reduce((sum, row) => sum + row.total, 0),
    })
  }

  const setUp = async () => {
    await open()
    for (const content of [genesis, shiftOpened]) await journal.commit(content, CONTEXT)
  }
  await setUp()
  return {
    check,
    faults: {
      sell: (order: number) => sell(order),
      sellTwiceAtOnce: async (order: number) => {
        const both = await Promise.all(
          [1, 2].map(() => journal.commit(({ receiptNo }) => saleOf(order, order * 100, receiptNo), CONTEXT)),
        )
        expect(both.filter((result) => result.ok && !result.already)).toHaveLength(sold.has(order) ? 0 : 1)
        const [first] = both
        if (first?.ok) sold.set(order, first.sealed.hash)
      },
      restart,
      mirrorAll,
      loseMirror: async (order: number) => {
        double.mirror.lines = []
        await sell(order)
        await restart()
      },
      wipeUnderTheWindow: async (order: number) => {
        await wipe()
        await sell(order)
      },
      wipeAndRestart: async () => {
        await mirrorAll()
        await wipe()
        await restart()
      },
    },
  }
}

type Fault = keyof Awaited<ReturnType<typeof faultyTill>>['faults']

test('whatever is lost and repeated, in any order: each sale is there once, the chain holds, the folds agree', async () => {
  const fault = fc.constantFrom<Fault>(
    'sell',
    'sellTwiceAtOnce',
    'restart',
    'mirrorAll',
    'loseMirror',
    'wipeUnderTheWindow',
    'wipeAndRestart',
  )
  const steps = fc.array(fc.tuple(fault, fc.integer({ min: 1, max: 6 })), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(steps, async (planned) => {
      const till = await faultyTill()
      for (const [name, order] of planned) {
        await till.faults[name](order)
        await till.check()
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)
