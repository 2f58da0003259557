import { beforeEach, expect, test } from 'vitest'
import { fen } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CASHIER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { reprintReport } from './reprint-report.ts'
import { closeShift, openShift, reportX } from './shift.ts'

const double = makeBridgeDouble()
let parts: { journal: Journal; bridge: typeof double.bridge }

beforeEach(async () => {
  parts = { journal: await newTill(CASHIER, double), bridge: double.bridge }
  await openShift(parts.journal, fen(0))
})

const newest = async () => (await parts.journal.entryBySeq(parts.journal.head().seq))?.entry

test('the last report of its kind is reprinted as copy 2, then 3, in the manager’s name', async () => {
  await reportX(parts.journal, 'wang-fang')
  await reportX(parts.journal, 'wang-fang')
  const { seq } = parts.journal.head()
  expect(await reprintReport(parts, 'x', 'wang-fang')).toEqual({ ok: true, copy: 2 })
  expect(await newest()).toMatchObject({
    kind: 'REPRINTED',
    by: 'wang-fang',
    body: { document: `1.${seq}:x`, copy: 2 },
  })
  expect(await reprintReport(parts, 'x', 'wang-fang')).toEqual({ ok: true, copy: 3 })
})

test('a Z report is reprinted after its shift was closed, also by the till that starts anew', async () => {
  expect(await reprintReport(parts, 'z', 'wang-fang')).toEqual({ ok: false, reason: 'nothing_to_print' })
  await closeShift(parts.journal, fen(0))
  const { seq } = parts.journal.head()
  expect(await parts.journal.lastReports()).toEqual({ x: null, z: { epoch: 1, seq } })
  expect(await reprintReport(parts, 'z', 'wang-fang')).toEqual({ ok: true, copy: 2 })
  expect(await newest()).toMatchObject({ kind: 'REPRINTED', shift: null, body: { document: `1.${seq}:z` } })
})
