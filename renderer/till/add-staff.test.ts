import { is } from 'valibot'
import { beforeEach, expect, test } from 'vitest'
import type { Bridge, Input, Output } from '../../shared/bridge/bridge.ts'
import { staffSchema } from '../../shared/bridge/staff-methods.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { addStaff } from './add-staff.ts'

const double = makeBridgeDouble()
const person = { name: ' 小周 ', role: 'cashier', pin: '1234' } as const
let journal: Journal
let asked: Input<'staff.add'>[]

beforeEach(async () => {
  journal = await newTill(MANAGER, double)
  asked = []
})

const answering = (answer: Output<'staff.add'>): Bridge => ({
  ...double.bridge,
  call: {
    ...double.bridge.call,
    'staff.add': async (input) => {
      asked.push(input)
      return answer
    },
  },
})

test('somebody is added by the manager who is signed in, and the journal tells who, not their PIN', async () => {
  const added = await addStaff({ bridge: answering({ ok: true }), journal }, person, '2580')
  expect(added).toMatchObject({ ok: true, value: { name: '小周', role: 'cashier' } })
  expect(asked).toMatchObject([{ managerId: 'wang-fang', managerPin: '2580', pin: '1234' }])
  expect(is(staffSchema, asked[0]?.staff)).toBe(true)
  const sealed = await journal.entryBySeq(2)
  expect(sealed?.entry).toMatchObject({
    kind: 'STAFF_CHANGED',
    by: 'wang-fang',
    body: { name: '小周', change: 'added' },
  })
  expect(sealed?.text).not.toMatch(/1234|2580/)
})

test('refused by main, nothing is in the journal', async () => {
  const refused = await addStaff({ bridge: answering({ ok: false, reason: 'wrong_pin' }), journal }, person, '0000')
  expect(refused).toEqual({ ok: false, at: 'staff', reason: 'wrong_pin' })
  expect(journal.head().seq).toBe(1)
})
