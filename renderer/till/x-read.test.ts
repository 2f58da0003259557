import { expect, test } from 'vitest'
import { fen, ZERO_FEN } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import { closeShift, openShift, reportX } from './shift.ts'
import { useTill } from './till.ts'
import { xReadSince } from './x-read.ts'

const openedAt = () => useTill.getState().shift?.openedSeq ?? 0

test('an X report of this shift is told beside its count, and one of the shift before is not', async () => {
  const journal = await newTill(MANAGER, makeBridgeDouble())
  expect(await openShift(journal, fen(50_000))).toEqual({ ok: true })
  expect(await xReadSince(journal, openedAt())).toBeNull()
  await reportX(journal, MANAGER.id)
  const read = await xReadSince(journal, openedAt())
  expect(read).toEqual({ seq: journal.head().seq, by: MANAGER.id })
  const first = openedAt()
  await closeShift(journal, fen(50_000))
  expect(await xReadSince(journal, first)).toEqual(read)
  await openShift(journal, ZERO_FEN)
  expect(await xReadSince(journal, openedAt())).toBeNull()
})
