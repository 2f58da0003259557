import { beforeEach, expect, test } from 'vitest'
import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import { type BridgeDouble, makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { freshDatabase, openedJournal } from '../../test/contract/journal-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { setUpTill } from './set-up.ts'

const choices = {
  restaurant: '胡同小馆',
  taxpayer: 'small_scale',
  sample: false,
  managerName: '王芳',
  pin: '2580',
} as const
const manager = { id: 'manager', name: '王芳', role: 'manager' } as const

let double: BridgeDouble
let journal: Journal

beforeEach(async () => {
  double = makeBridgeDouble()
  journal = await openedJournal(double, freshDatabase())
})

const answering = (setUp: Output<'staff.setUp'>): Bridge => ({
  ...double.bridge,
  call: { ...double.bridge.call, 'staff.setUp': async () => setUp },
})

test('the first start makes the staff and the genesis, and hands the recovery code on', async () => {
  const bridge = answering({ ok: true, staff: [manager], recoveryCode: 'AAAA-BBBB' })
  const made = await setUpTill({ journal, bridge }, choices)
  expect(made).toMatchObject({ ok: true, value: { staff: [manager], recoveryCode: 'AAAA-BBBB' } })
  expect(journal.facts()).toMatchObject({ restaurant: '胡同小馆', taxpayer: 'small_scale', sample: false })
  const second = await journal.entryBySeq(2)
  expect(second?.entry).toMatchObject({ kind: 'STAFF_CHANGED', body: { staff: 'manager', change: 'added' } })
})

test('stopped between staff and genesis, it goes on and shows no code that it does not have', async () => {
  const made = await setUpTill({ journal, bridge: answering({ ok: false, reason: 'already_set_up' }) }, choices)
  expect(made).toMatchObject({ ok: true, value: { recoveryCode: null, staff: double.staff } })
  expect(journal.isNew()).toBe(false)
})

test('a second press changes nothing', async () => {
  const bridge = answering({ ok: false, reason: 'already_set_up' })
  await setUpTill({ journal, bridge }, choices)
  const head = journal.head()
  await setUpTill({ journal, bridge }, { ...choices, restaurant: '别的' })
  expect(journal.head()).toEqual(head)
})

test('without staff there is no genesis: a till that nobody can sign in to is not begun', async () => {
  const bridge = answering({ ok: false, reason: 'write_failed' })
  expect(await setUpTill({ journal, bridge }, choices)).toMatchObject({ ok: false, reason: 'write_failed' })
  expect(journal.isNew()).toBe(true)
})

test('no PIN and no code comes into the journal', async () => {
  const bridge = answering({ ok: true, staff: [manager], recoveryCode: 'AAAA-BBBB' })
  await setUpTill({ journal, bridge }, choices)
  const texts = (await journal.entriesAfter(0, 10)).map(({ text }) => text).join('\n')
  expect(texts).not.toContain('2580')
  expect(texts).not.toContain('AAAA-BBBB')
})

test('a real restaurant does not begin with the sample’s staff, whose PINs are public', async () => {
  const { call } = answering({ ok: false, reason: 'already_set_up' })
  const list = async () => ({ ...(await call['staff.list']({})), samplePins: { 'wang-fang': '2580' } })
  const bridge: Bridge = { ...double.bridge, call: { ...call, 'staff.list': list } }
  expect(await setUpTill({ journal, bridge }, choices)).toMatchObject({ ok: false, reason: 'invalid_entry' })
  expect(journal.isNew()).toBe(true)
  expect(await setUpTill({ journal, bridge }, { ...choices, sample: true })).toMatchObject({ ok: true })
})

test('with the staff lost there is no genesis', async () => {
  const bridge = answering({ ok: false, reason: 'staff_lost' })
  expect(await setUpTill({ journal, bridge }, choices)).toMatchObject({ ok: false })
  expect(journal.isNew()).toBe(true)
})
