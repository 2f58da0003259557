import { expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import { setUpBackup } from './set-up-backup.ts'

const permit = { by: 'zhao-min', secret: 'permit' }

test('the journal tells who allowed the folder of backups, and never the passphrase', async () => {
  const double = makeBridgeDouble()
  const { bridge } = double
  const journal = await newTill(MANAGER, double)
  const made = await setUpBackup({ bridge, journal }, '/backups', { newPassphrase: false, permit })
  expect(made).toMatchObject({ ok: true, passphrase: '0123-4567-89AB-CDEF-GHJK-MNPQ', recorded: true })
  const again = await setUpBackup({ bridge, journal }, '/elsewhere', { newPassphrase: false, permit })
  expect(again).toMatchObject({ ok: true, passphrase: null })
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    ...{ kind: 'SETTINGS_CHANGED', by: 'zhao-min' },
    body: { setting: 'backup', before: '', after: '/backups (new passphrase)' },
  })
  expect((await journal.entryBySeq(3))?.entry).toMatchObject({ body: { before: '/backups', after: '/elsewhere' } })
  expect(JSON.stringify(double.mirror.lines)).not.toContain('GHJK')
})

test.each([
  ['cannot be written', 'write_failed', 'failed'],
  ['no manager allowed', 'not_allowed', 'not_allowed'],
  ['has no drive or root', 'not_absolute', 'not_absolute'],
] as const)('a folder that %s changes nothing', async (_name, refused, reason) => {
  const double = makeBridgeDouble()
  const journal = await newTill(MANAGER, double)
  const call = { ...double.bridge.call, 'backup.setUp': async () => ({ ok: false, reason: refused }) as const }
  const bridge = { ...double.bridge, call }
  expect(await setUpBackup({ bridge, journal }, '/nowhere', { newPassphrase: false, permit })).toEqual({
    ok: false,
    reason,
  })
  expect(journal.head().seq).toBe(1)
})
