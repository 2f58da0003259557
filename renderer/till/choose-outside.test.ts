import { beforeEach, expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { chooseOutside } from './choose-outside.ts'

const double = makeBridgeDouble()
const { bridge, outside } = double
const permit = { by: 'zhao-min', secret: 'permit' }
let journal: Journal

beforeEach(async () => {
  Object.assign(outside, { folder: null, fault: null })
  journal = await newTill(MANAGER, double)
})

test('the journal tells who allowed which folder, and who ended it', async () => {
  expect(await chooseOutside({ bridge, journal, permit }, '/media/stick')).toBe('saved')
  expect(await chooseOutside({ bridge, journal, permit }, null)).toBe('saved')
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    ...{ kind: 'SETTINGS_CHANGED', by: 'zhao-min' },
    body: { setting: 'outside_copy', before: '', after: '/media/stick' },
  })
  expect((await journal.entryBySeq(3))?.entry).toMatchObject({
    body: { setting: 'outside_copy', before: '/media/stick', after: '' },
  })
})

test('a folder that cannot be written changes nothing and is not recorded', async () => {
  outside.fault = { ok: false, reason: 'not_writable' }
  expect(await chooseOutside({ bridge, journal, permit }, '/nowhere')).toBe('failed')
  expect(outside.folder).toBeNull()
  expect(journal.head().seq).toBe(1)
})

test('a folder without its drive or root is refused by that name', async () => {
  outside.fault = { ok: false, reason: 'not_absolute' }
  expect(await chooseOutside({ bridge, journal, permit }, 'copies')).toBe('not_absolute')
  expect(journal.head().seq).toBe(1)
})

test('main is shown the permit, and where it knows of none nothing changes', async () => {
  const shown: unknown[] = []
  const call = {
    ...bridge.call,
    'mirror.chooseOutside': async (input: unknown) => {
      shown.push(input)
      return { ok: false, reason: 'not_allowed' } as const
    },
  }
  expect(await chooseOutside({ bridge: { ...bridge, call }, journal, permit }, '/media/stick')).toBe('not_allowed')
  expect(shown).toEqual([{ folder: '/media/stick', permit: 'permit' }])
  expect(journal.head().seq).toBe(1)
})

test('a choice that cannot be recorded is taken back', async () => {
  const full: Journal = { ...journal, commit: async () => ({ ok: false, reason: 'disk_full', detail: '' }) }
  expect(await chooseOutside({ bridge, journal: full, permit }, '/media/stick')).toBe('failed')
  expect(outside.folder).toBeNull()
})
