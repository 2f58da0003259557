import { beforeEach, expect, test } from 'vitest'
import { type BridgeDouble, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  CONTEXT,
  freshDatabase,
  genesis,
  openedJournal,
  SHIFT,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { recordRecoveries } from './record-recoveries.ts'

const staff = { id: 'manager', name: '王芳', role: 'manager' } as const

let double: BridgeDouble
let journal: Journal

beforeEach(async () => {
  double = makeBridgeDouble()
  journal = await openedJournal(double, freshDatabase())
})

const record = () => recordRecoveries({ journal, bridge: double.bridge })

test('each recovery becomes an entry, once, in the shift that was open', async () => {
  await journal.commit(genesis, { by: null, shift: null })
  await journal.commit(shiftOpened, CONTEXT)
  double.untold.push({ staff, change: 'pin_recovered' }, { staff, change: 'staff_file_recovered' })
  await record()
  await record()
  expect(journal.head().seq).toBe(4)
  expect(await Promise.all([3, 4].map(async (seq) => (await journal.entryBySeq(seq))?.entry))).toMatchObject([
    { kind: 'STAFF_CHANGED', by: 'manager', shift: SHIFT, body: { staff: 'manager', change: 'pin_recovered' } },
    { kind: 'STAFF_CHANGED', by: 'manager', shift: SHIFT, body: { change: 'staff_file_recovered' } },
  ])
  expect(double.untold).toEqual([])
})

test('what the journal does not take is kept for the next time, and said', async () => {
  await journal.commit(genesis, { by: null, shift: null })
  double.untold.push({ staff: { ...staff, name: '王'.repeat(201) }, change: 'pin_recovered' })
  await record()
  expect(double.untold).toHaveLength(1)
  expect(double.log).toEqual(['recovery.not_journalled'])
})

test('before the genesis there is nothing to write into', async () => {
  double.untold.push({ staff, change: 'pin_recovered' })
  await record()
  expect(double.untold).toHaveLength(1)
})
