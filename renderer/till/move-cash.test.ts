import { beforeEach, expect, test } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { moveCash, openDrawer } from './move-cash.ts'
import { newId } from './new-id.ts'
import { closeShift, openShift } from './shift.ts'
import { useTill } from './till.ts'

let journal: Journal

beforeEach(async () => {
  journal = await newTill(MANAGER)
})

const out = (moveId = newId()) =>
  ({ moveId, direction: 'out', amount: fen(3_600), reason: '付供货商', approvedBy: 'wang-fang' }) as const

test('what is put in and taken out counts for the drawer, and for no sale', async () => {
  await openShift(journal, fen(50_000))
  expect(await moveCash(journal, out())).toEqual({ ok: true })
  const putIn = { moveId: newId(), direction: 'in', amount: fen(10_000), reason: '补备用金', approvedBy: null } as const
  expect(await moveCash(journal, putIn)).toEqual({ ok: true })
  expect(await openDrawer(journal, { openingId: newId(), reason: '换零钱' })).toEqual({ ok: true })
  expect(useTill.getState().shift?.totals).toMatchObject({ sales: 0, paidIn: 10_000, paidOut: 3_600, drawerOpens: 1 })
  expect(await closeShift(journal, fen(56_400))).toMatchObject({ ok: true, value: { expected: 56_400, over: 0 } })
})

test('a shift in which nobody touched the drawer beside the sales says nothing of it', async () => {
  await openShift(journal, fen(50_000))
  const closed = await closeShift(journal, fen(50_000))
  expect(closed.ok && Object.keys(closed.value.totals)).not.toContain('paidOut')
})

test('the same movement asked for twice is one', async () => {
  await openShift(journal, fen(50_000))
  const move = out()
  await moveCash(journal, move)
  const { seq } = journal.head()
  expect(await moveCash(journal, move)).toEqual({ ok: true })
  expect(journal.head().seq).toBe(seq)
  expect(useTill.getState().shift?.totals.paidOut).toBe(3_600)
})

test('the entry tells amount, reason, who did it and who allowed it', async () => {
  await openShift(journal, fen(50_000))
  await moveCash(journal, { ...out(), reason: '付\u0000供货商\n' })
  const sealed = await journal.entryBySeq(journal.head().seq)
  expect(sealed?.entry).toMatchObject({
    kind: 'CASH_MOVED',
    by: 'wang-fang',
    body: { direction: 'out', amount: 3_600, reason: '付 供货商', approvedBy: 'wang-fang' },
  })
})

test('without a shift, or signed out, nothing is recorded', async () => {
  expect(await moveCash(journal, out())).toMatchObject({ ok: false, reason: 'no_open_shift' })
  useTill.setState({ staff: null })
  expect(await openDrawer(journal, { openingId: newId(), reason: 'x' })).toMatchObject({ reason: 'not_signed_in' })
})
