import { expect, test } from 'vitest'
import type { Restored } from '../../shared/bridge/backup-methods.ts'
import { fen } from '../../shared/money/fen.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { CONTEXT, DATE, freshDatabase, openWith, saleOf, shiftOpened } from '../../test/contract/journal-fixtures.ts'
import { MANAGER } from '../../test/contract/till-fixtures.ts'
import { beginRestored } from './begin-restored.ts'
import { closeShift } from './shift.ts'
import { useTill } from './till.ts'

const restored: Restored = {
  parent: { till: 'c'.repeat(32), epoch: 1, seq: 40, hash: 'd'.repeat(64) },
  ...{ restaurant: '胡同小馆', taxpayer: 'small_scale', sample: false },
  numbers: { receipts: { [DATE]: 17, '2026-11-23': 90 }, z: 5 },
}

const openRestored = async (double = makeBridgeDouble(), database = freshDatabase()) => {
  const opened = await openWith(double, database, undefined, restored.numbers)
  if (!opened.ok) throw new Error(opened.detail)
  return { journal: opened.journal, double, database }
}

test('the first entry goes on from the last one of the backup, and the staff is told', async () => {
  const { journal, double } = await openRestored()
  expect(await beginRestored({ journal, bridge: double.bridge }, restored)).toMatchObject({ ok: true })
  expect((await journal.entryBySeq(1))?.entry).toMatchObject({
    kind: 'GENESIS',
    body: { parent: restored.parent, restaurant: '胡同小馆', sample: false },
  })
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    kind: 'STAFF_CHANGED',
    body: { staff: 'wang-fang', change: 'restored' },
  })
  expect(await beginRestored({ journal, bridge: double.bridge }, restored)).toMatchObject({ ok: true })
  expect(journal.head().seq).toBe(2)
})

test('receipt and Z numbers go on after those of the backup, also once the journal was wiped and made again', async () => {
  const { journal, double } = await openRestored()
  await beginRestored({ journal, bridge: double.bridge }, restored)
  await journal.commit(shiftOpened, CONTEXT)
  const sell = (from: typeof journal, order: number) =>
    from.commit(({ receiptNo }) => saleOf(order, 5_600, receiptNo), CONTEXT)
  const first = await sell(journal, 1)
  expect(first).toMatchObject({ ok: true, sealed: { entry: { body: { receiptNo: 'S1-20261124-0018' } } } })
  double.mirror.lines.push(
    ...(await journal.entriesAfter(0, 100))
      .map(({ hash, text }) => `${hash} ${text}`)
      .slice(double.mirror.lines.length),
  )
  const { journal: again } = await openRestored(double, freshDatabase())
  expect(await sell(again, 2)).toMatchObject({
    ok: true,
    sealed: { entry: { body: { receiptNo: 'S1-20261124-0019' } } },
  })
  useTill.setState({ staff: MANAGER, shift: again.openShift() })
  expect(await closeShift(again, fen(0))).toMatchObject({ ok: true, value: { z: 6 } })
})

test('where nobody’s PIN came back, a new manager is set up and told as added; a second call finds them', async () => {
  const { journal, double } = await openRestored()
  double.staff = []
  const made = [{ id: 'manager', name: '王芳', role: 'manager' as const }]
  const bridge = {
    ...double.bridge,
    call: {
      ...double.bridge.call,
      'staff.setUp': async () => {
        if (double.staff.length > 0) return { ok: false as const, reason: 'already_set_up' as const }
        double.staff = made
        return { ok: true as const, staff: made, recoveryCode: 'CODE' }
      },
    },
  }
  const manager = { managerName: '王芳', pin: '4711' }
  expect(await beginRestored({ journal, bridge }, restored, manager)).toMatchObject({
    ...{ ok: true, value: { staff: made, recoveryCode: 'CODE' } },
  })
  expect((await journal.entryBySeq(2))?.entry.body).toMatchObject({ staff: 'manager', change: 'added' })
  expect(await beginRestored({ journal, bridge }, restored, manager)).toMatchObject({
    ...{ ok: true, value: { staff: made, recoveryCode: null } },
  })
  expect(journal.head().seq).toBe(2)
})
