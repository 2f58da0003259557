import { beforeEach, expect, test } from 'vitest'
import { receiptPrinterOf, withPrinter } from '../../shared/bridge/settings-methods.ts'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import type { Journal } from '../journal/journal.ts'
import { changeSettings, saveSettings } from './save-settings.ts'
import { useTill } from './till.ts'

const double = makeBridgeDouble()
const { bridge } = double
const permit = { by: 'zhao-min', secret: 'permit' }
let journal: Journal

beforeEach(async () => {
  journal = await newTill(MANAGER, double)
})

test('a discount limit and a printer that change are in the journal, with who allowed them', async () => {
  const { settings } = useTill.getState()
  const address = { kind: 'tcp', host: '10.0.0.9', port: 9_100 } as const
  const changed = withPrinter(settings, { ...receiptPrinterOf(settings), address })
  expect(await saveSettings({ bridge, journal, permit }, { ...changed, cashierDiscountBp: 5_000 })).toBe('saved')
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    kind: 'SETTINGS_CHANGED',
    by: 'zhao-min',
    body: { setting: 'cashier_discount_bp', before: '1000', after: '5000' },
  })
  expect((await journal.entryBySeq(3))?.entry).toMatchObject({
    body: {
      setting: 'printer',
      before: '前台 virtual 80mm 48 receipts',
      after: '前台 tcp 10.0.0.9:9100 80mm 48 receipts',
    },
  })
})

test('a printer that is added, and the one that prints no receipts any more, are in the journal', async () => {
  const { settings } = useTill.getState()
  const kitchen = { ...receiptPrinterOf(settings), id: 'kitchen', name: '热菜' }
  const changed = { ...withPrinter(settings, kitchen), receiptPrinter: 'kitchen' }
  expect(await saveSettings({ bridge, journal, permit }, changed)).toBe('saved')
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    body: { setting: 'printer', before: '前台 virtual 80mm 48 receipts', after: '前台 virtual 80mm 48' },
  })
  expect((await journal.entryBySeq(3))?.entry).toMatchObject({
    body: { setting: 'printer', before: '-', after: '热菜 virtual 80mm 48 receipts' },
  })
})

test('language and look are nobody’s business', async () => {
  const { settings } = useTill.getState()
  expect(await saveSettings({ bridge, journal, permit: null }, { ...settings, language: 'en', theme: 'dark' })).toBe(
    'saved',
  )
  expect(double.settings).toMatchObject({ language: 'en', theme: 'dark' })
  expect(journal.head().seq).toBe(1)
})

test('a change that cannot be recorded is taken back', async () => {
  const { settings } = useTill.getState()
  const full: Journal = { ...journal, commit: async () => ({ ok: false, reason: 'disk_full', detail: '' }) }
  expect(await saveSettings({ bridge, journal: full, permit }, { ...settings, cashierDiscountBp: 10_000 })).toBe(
    'failed',
  )
  expect(double.settings).toEqual(settings)
})

test('what no manager allowed is not recorded, nor shown as if it held', async () => {
  const call = { ...bridge.call, 'settings.write': async () => ({ ok: false, reason: 'not_allowed' }) as const }
  const { settings } = useTill.getState()
  const shown: unknown[] = []
  const parts = { bridge: { ...bridge, call }, journal, permit: null }
  const became = await changeSettings(
    parts,
    (now) => ({ ...now, cashierDiscountBp: 10_000 }),
    (next) => shown.push(next),
  )
  expect([became, shown, useTill.getState().settings]).toEqual(['not_allowed', [], settings])
  expect(journal.head().seq).toBe(1)
})

test('what the disk does not take is not recorded', async () => {
  const call = { ...bridge.call, 'settings.write': async () => ({ ok: false, reason: 'write_failed' }) as const }
  const changed = { ...useTill.getState().settings, cashierDiscountBp: 10_000 }
  expect(await saveSettings({ bridge: { ...bridge, call }, journal, permit }, changed)).toBe('failed')
  expect(journal.head().seq).toBe(1)
})

test('of two changes at once neither is lost: the second goes on from the first', async () => {
  const parts = { bridge, journal, permit }
  const stations = ['hot', 'cold'].map((id) => ({ id, name: { zh: id, en: id }, categories: [id] }))
  const both = stations.map((station) =>
    changeSettings(
      parts,
      (now) => ({ ...now, stations: [...(now.stations ?? []), station] }),
      (settings) => useTill.setState({ settings }),
    ),
  )
  expect(await Promise.all(both)).toEqual(['saved', 'saved'])
  expect(double.settings.stations?.map(({ id }) => id)).toEqual(['hot', 'cold'])
  expect(useTill.getState().settings.stations).toHaveLength(2)
})
