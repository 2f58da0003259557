import { beforeEach, expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import {
  DATE,
  freshDatabase,
  genesis,
  openedJournal,
  SHIFT,
  shiftOpened,
} from '../../test/contract/journal-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { lock, nextOrder, signIn } from './session.ts'
import { tillAtStart, useTill } from './till.ts'

const staff = { id: 'wang-fang', name: '王芳', role: 'cashier' } as const
let journal: Journal

beforeEach(async () => {
  journal = await openedJournal(makeBridgeDouble(), freshDatabase())
  await journal.commit(genesis, { by: null, shift: null })
  useTill.setState(tillAtStart(), true)
})

test('without a shift one is opened first', () => {
  signIn(journal, staff, DATE)
  expect(useTill.getState()).toMatchObject({ route: 'open-shift', staff, facts: { sample: true } })
})

test('with the day’s shift open, selling begins; one left open from an earlier date is shown first', async () => {
  await journal.commit(shiftOpened, { by: 'wang-fang', shift: SHIFT })
  signIn(journal, staff, DATE)
  expect(useTill.getState()).toMatchObject({ route: 'sale', shift: { businessDate: DATE } })
  signIn(journal, staff, '2026-11-25')
  expect(useTill.getState().route).toBe('shift')
})

test('locking keeps the order, the next guest gets a new one', () => {
  signIn(journal, staff, DATE)
  const { order } = useTill.getState()
  lock()
  expect(useTill.getState()).toMatchObject({ route: 'sign-in', staff: null, order })
  nextOrder()
  expect(useTill.getState().order.orderId).not.toBe(order.orderId)
})
