import { expect, test } from 'vitest'
import { type Entry, type EntryBody, NO_HASH } from '../../shared/journal/entry.ts'
import { headBeforeGenesis, seal } from '../../shared/journal/seal.ts'
import { fen } from '../../shared/money/fen.ts'
import { idOf, SHIFT, saleOf, shiftOpened } from '../../test/contract/journal-fixtures.ts'
import { type Change, neededBy, project, type RowsBefore } from './project.ts'
import { sha256Text } from './sha256.ts'

const NOTHING: RowsBefore = { sale: null, shift: null, counter: 0, print: null, facts: null }
const HASH = 'c'.repeat(64)

const entryOf = (content: EntryBody, seq: number): Entry => {
  const head = { ...headBeforeGenesis('a'.repeat(32), 1), seq: seq - 1, hash: NO_HASH }
  const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
  const sealed = seal(head, content, { at, by: 'wang-fang', shift: SHIFT }, sha256Text)
  if (!sealed.ok) throw new Error(sealed.detail)
  return sealed.value.entry
}

const rowOf = <T extends Change['table']>(changes: readonly Change[], table: T) =>
  changes.find((change): change is Extract<Change, { table: T }> => change.table === table)

const sale = entryOf(saleOf(1, 4_800, 'S1-20261124-0007', 200), 9)
const shift = rowOf(project(entryOf(shiftOpened, 2), HASH, NOTHING), 'shifts')?.row ?? null

test('a sale makes its row, counts into its shift, moves the receipt counter and drops its draft', () => {
  const changes = project(sale, HASH, { ...NOTHING, shift, counter: 6 })
  expect(rowOf(changes, 'sales')?.row).toMatchObject({ seq: 9, number: 7, total: 4_800, change: 200, copies: 1 })
  expect(rowOf(changes, 'shifts')?.row.totals).toMatchObject({ sales: 1, cash: 4_800 })
  expect(rowOf(changes, 'counters')?.row).toEqual({ name: 'receipt:2026-11-24', value: 7 })
  expect(rowOf(changes, 'drafts')).toEqual({ table: 'drafts', remove: idOf(1) })
})

test('a receipt counter never goes back', () => {
  const changes = project(sale, HASH, { ...NOTHING, shift, counter: 40 })
  expect(rowOf(changes, 'counters')?.row.value).toBe(40)
})

test('a refund marks its sale and takes the cash out of the shift', () => {
  const row = rowOf(project(sale, HASH, { ...NOTHING, shift }), 'sales')?.row ?? null
  const { lines, rateBp, subtotal, discount, total, net, tax } = saleOf(1, 4_800, 'S1-20261124-0007').body
  const refund = entryOf(
    {
      kind: 'REFUND',
      body: {
        refundId: idOf(50),
        of: { till: 'a'.repeat(32), epoch: 1, seq: 9, hash: HASH },
        receiptNo: 'S1-20261124-0007',
        businessDate: '2026-11-24',
        reason: '菜凉了',
        approvedBy: 'wang-fang',
        tenders: [{ kind: 'cash', amount: fen(4_800) }],
        ...{ lines, rateBp, subtotal, discount, total, net, tax },
      },
    },
    10,
  )
  expect(neededBy(refund).sale).toEqual([1, 9])
  const changes = project(refund, HASH, { ...NOTHING, sale: row, shift })
  expect(rowOf(changes, 'sales')?.row.refundedBy).toBe(10)
  expect(rowOf(changes, 'shifts')?.row.totals).toMatchObject({ refunds: 1, refundTotal: 4_800, cash: -4_800 })
})

test('of two outcomes of a job the newer one counts, in whichever order they come', () => {
  const outcome = (state: 'in_doubt' | 'printed', offset: number) =>
    entryOf(
      {
        kind: 'PRINT_OUTCOME',
        body: { job: '1.9:receipt:1', state, evidence: 'none', bytesHash: HASH, offset },
      },
      11,
    )
  const newer = rowOf(project(outcome('printed', 8), HASH, { ...NOTHING, counter: 5 }), 'prints')?.row ?? null
  expect(newer).toMatchObject({ epoch: 1, seq: 9, state: 'printed', offset: 8 })
  const older = project(outcome('in_doubt', 5), HASH, { ...NOTHING, print: newer, counter: 8 })
  expect(older).toEqual([{ table: 'counters', row: { name: 'print-offset', value: 8 } }])
})

test('a reprint raises the number of copies and never lowers it', () => {
  const row = rowOf(project(sale, HASH, { ...NOTHING, shift }), 'sales')?.row ?? null
  const body = { document: '1.9:receipt', copy: 2, bytesHash: HASH }
  const reprinted = entryOf({ kind: 'REPRINTED', body }, 12)
  expect(neededBy(reprinted).sale).toEqual([1, 9])
  const ticket = entryOf({ kind: 'REPRINTED', body: { ...body, document: '1.9:make-hot' } }, 12)
  expect(neededBy(ticket).sale).toBeNull()
  expect(rowOf(project(reprinted, HASH, { ...NOTHING, sale: row }), 'sales')?.row.copies).toBe(2)
  const many = row && { ...row, copies: 5 }
  expect(rowOf(project(reprinted, HASH, { ...NOTHING, sale: many }), 'sales')?.row.copies).toBe(5)
})
