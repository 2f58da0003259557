import { expect, test, vi } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  freshDatabase,
  genesis,
  openedJournal,
  saleOf,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import { printSink } from './print-sink.ts'
import { reprint } from './reprint.ts'

/** A bug that only one sale meets: the second of the day. */
vi.mock('../../shared/receipt/sale-receipt.ts', async (original) => {
  const real = await original<typeof import('../../shared/receipt/sale-receipt.ts')>()
  const saleReceipt: typeof real.saleReceipt = (entry, ...rest) => {
    if (entry.body.receiptNo.endsWith('0002')) throw new TypeError('no such column')
    return real.saleReceipt(entry, ...rest)
  }
  return { ...real, saleReceipt }
})

const sold = async (sales: number) => {
  const double = makeBridgeDouble()
  const journal = await openedJournal(double, freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  for (let order = 1; order <= sales; order += 1) {
    await journal.commit(({ receiptNo }) => saleOf(order, 4_800, receiptNo), CONTEXT)
  }
  return { double, journal }
}

test('a document that cannot be laid out is handed over with its fault, said in the log, and the next one prints', async () => {
  const { double, journal } = await sold(3)
  const pushed = await printSink(double.bridge, journal).push(await journal.entriesAfter(0, 50))
  expect(pushed).toEqual({ ok: true, position: 5 })
  const documents = double.print.jobs.filter(({ kind }) => kind === 'document')
  expect(documents.map(({ id, fault }) => [id, fault])).toEqual([
    ['1.3:receipt:1', undefined],
    ['1.4:receipt:1', '#4 no such column'],
    ['1.5:receipt:1', undefined],
  ])
  expect(documents[1]?.bytes).toHaveLength(0)
  expect(double.log).toEqual(['print.not_laid_out'])
})

test('a copy of it is refused, and nothing is recorded of a copy that is none', async () => {
  const { double, journal } = await sold(2)
  const ordered = await reprint({ journal, bridge: double.bridge }, { of: { epoch: 1, seq: 4 }, copy: 2 }, CONTEXT)
  expect(ordered).toEqual({ ok: false, reason: 'not_laid_out', seq: 4 })
  expect(journal.head().seq).toBe(4)
})
