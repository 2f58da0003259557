import { expect, test } from 'vitest'
import { makeBridgeDouble } from '../../test/contract/bridge-double.ts'
import { MANAGER, newTill } from '../../test/contract/till-fixtures.ts'
import { setUpBackup } from './set-up-backup.ts'

test('the journal tells who chose the folder of backups, and never the passphrase', async () => {
  const double = makeBridgeDouble()
  const { bridge } = double
  const journal = await newTill(MANAGER, double)
  const made = await setUpBackup({ bridge, journal }, '/backups', { newPassphrase: false, by: 'wang-fang' })
  expect(made).toMatchObject({ ok: true, passphrase: '0123-4567-89AB-CDEF-GHJK-MNPQ', recorded: true })
  const again = await setUpBackup({ bridge, journal }, '/elsewhere', { newPassphrase: false, by: 'wang-fang' })
  expect(again).toMatchObject({ ok: true, passphrase: null })
  expect((await journal.entryBySeq(2))?.entry).toMatchObject({
    ...{ kind: 'SETTINGS_CHANGED', by: 'wang-fang' },
    body: { setting: 'backup', before: '', after: '/backups (new passphrase)' },
  })
  expect((await journal.entryBySeq(3))?.entry).toMatchObject({ body: { before: '/backups', after: '/elsewhere' } })
  expect(JSON.stringify(double.mirror.lines)).not.toContain('GHJK')
})

test.each([
  ['cannot be written', 'write_failed', 'failed'],
  ['has no drive or root', 'not_absolute', 'not_absolute'],
] as const)('a folder that %s changes nothing', async (_name, refused, reason) => {
  const double = makeBridgeDouble()
  const journal = await newTill(MANAGER, double)
  const call = { ...double.bridge.call, 'backup.setUp': async () => ({ ok: false, reason: refused }) as const }
  const bridge = { ...double.bridge, call }
  expect(await setUpBackup({ bridge, journal }, '/nowhere', { newPassphrase: false, by: 'wang-fang' })).toEqual({
    ok: false,
    reason,
  })
  expect(journal.head().seq).toBe(1)
})
