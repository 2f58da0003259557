import { expect, test } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CASHIER, newTill } from '../../test/contract/till-fixtures.ts'
import { moveCash } from './move-cash.ts'
import { newId } from './new-id.ts'
import { needsManager, reprintSlip } from './reprint-slip.ts'
import { openShift } from './shift.ts'

test('a slip of cash put in is printed again as copy 2, then 3, in the name of who asked', async () => {
  const double = makeBridgeDouble()
  const parts = { journal: await newTill(CASHIER, double), bridge: double.bridge }
  await openShift(parts.journal, fen(0))
  const move = { moveId: newId(), direction: 'in', amount: fen(5_000), reason: '备用金', approvedBy: null } as const
  expect(await moveCash(parts.journal, move)).toMatchObject({ ok: true })
  const document = `1.${parts.journal.head().seq}:cash`
  expect(await reprintSlip(parts, document, 'li-lei')).toEqual({ ok: true, copy: 2 })
  const entry = await parts.journal.entryBySeq(parts.journal.head().seq)
  expect(entry?.entry).toMatchObject({ kind: 'REPRINTED', by: 'li-lei', body: { document, copy: 2 } })
  expect(await reprintSlip(parts, document, 'li-lei')).toEqual({ ok: true, copy: 3 })
  expect(await reprintSlip(parts, '1.1:cash', 'li-lei')).toEqual({ ok: false, reason: 'nothing_to_print' })
})

test('only reports take a manager: they show the cash that is to be counted blind', () => {
  expect(['1.9:x', '2.10:z'].map(needsManager)).toEqual([true, true])
  expect(['1.9:receipt', '1.9:make-x', '1.9:cash', '1.9:check'].map(needsManager)).toEqual([false, false, false, false])
})
