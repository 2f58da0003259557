import { beforeEach, expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { chooseOutside } from './choose-outside.ts'

const double = makeBridgeDouble()
const { bridge, outside } = double
let journal: Journal

beforeEach(async () => {
  Object.assign(outside, { folder: null, fault: null })
  journal = await newTill(MANAGER, double)
})

test('the journal tells who chose which folder, and who ended it', async () => {
  expect(await chooseOutside({ bridge, journal }, '/media/stick')).toBe('saved')
  expect(await chooseOutside({ bridge, journal }, null)).toBe('saved')
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    ...{ kind: 'SETTINGS_CHANGED', by: 'wang-fang' },
    body: { setting: 'outside_copy', before: '', after: '/media/stick' },
  })
  expect((await journal.entryBySeq(3))?.entry).toMatchObject({
    body: { setting: 'outside_copy', before: '/media/stick', after: '' },
  })
})

test('a folder that cannot be written changes nothing and is not recorded', async () => {
  outside.fault = { ok: false, reason: 'not_writable' }
  expect(await chooseOutside({ bridge, journal }, '/nowhere')).toBe('failed')
  expect(outside.folder).toBeNull()
  expect(journal.head().seq).toBe(1)
})

test('a folder without its drive or root is refused by that name', async () => {
  outside.fault = { ok: false, reason: 'not_absolute' }
  expect(await chooseOutside({ bridge, journal }, 'copies')).toBe('not_absolute')
  expect(journal.head().seq).toBe(1)
})

test('a choice that cannot be recorded is taken back', async () => {
  const full: Journal = { ...journal, commit: async () => ({ ok: false, reason: 'disk_full', detail: '' }) }
  expect(await chooseOutside({ bridge, journal: full }, '/media/stick')).toBe('failed')
  expect(outside.folder).toBeNull()
})
