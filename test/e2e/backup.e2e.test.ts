import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deriveKey } from '../../electron/backup/backup-key.ts'
import { unseal } from '../../electron/backup/sealed-file.ts'
import { cashierAt } from './cashier.ts'
import { launchTill, type RunningTill } from './launch.ts'

const base = mkdtempSync(path.join(tmpdir(), 'counterfoil-backups-'))
const folder = path.join(base, 'backups')
let till: RunningTill | null = null
let passphrase = ''

beforeAll(async () => {
  till = await launchTill({ dataFolder: path.join(base, 'till'), args: ['--sample'] })
})
afterAll(async () => {
  await till?.kill()
  rmSync(base, { recursive: true, force: true })
})

const manager = () => cashierAt((till as RunningTill).page)
const mirrored = () => {
  const mirror = path.join(base, 'till', 'data', 'mirror')
  const name = readdirSync(mirror).find((one) => one.endsWith('.journal')) ?? ''
  return { name, content: readFileSync(path.join(mirror, name), 'utf8') }
}
/** Opens a backup as anybody could who has the sheet, by the passphrase alone. */
const openBackup = async (name: string) => {
  const into = path.join(base, `opened-${name}`)
  mkdirSync(into)
  const opened = await unseal(path.join(folder, name), ({ derivation }) => deriveKey(passphrase, derivation), into)
  expect(opened).toMatchObject({ ok: true })
  return readFileSync(path.join(into, 'archive', mirrored().name), 'utf8')
}

test('a manager sets backups up with their PIN, gets the sheet once, and makes one by hand', async () => {
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
  await manager().ring('1002')
  await manager().payExactCash()
  await manager().nextOrder()
  await manager().tap('nav-about')
  await manager().at('backup-folder').fill(folder)
  await manager().tap('backup-keep')
  await manager().at('approve-pin').fill('2580')
  await manager().tap('approve-ok')
  passphrase = (await manager().at('passphrase').textContent()) ?? ''
  await manager().tap('sheet-done')
  await manager().tap('backup-now')
  await manager().at('backup-made').waitFor()
  const [made = ''] = readdirSync(folder)
  const content = await openBackup(made)
  expect(mirrored().content.startsWith(content)).toBe(true)
  expect(content).toContain('"kind":"SALE"')
  expect(content).toContain('"setting":"backup"')
  expect(mirrored().content).not.toContain(passphrase)
})

test('closing the shift makes the next one by itself, with the closing in it', async () => {
  await manager().tap('nav-shift')
  await manager().at('count-cash').fill('548')
  await manager().tap('close-shift')
  await vi.waitFor(() => expect(readdirSync(folder).filter((name) => name.endsWith('-backup'))).toHaveLength(2), {
    timeout: 20_000,
  })
  const newest = readdirSync(folder).toSorted().at(-1) ?? ''
  expect(await openBackup(newest)).toContain('"kind":"SHIFT_CLOSED"')
})

test('with the folder away the screen says so, and what was verified before still counts', async () => {
  renameSync(folder, `${folder}-away`)
  await manager().tap('nav-about')
  await manager().tap('backup-now')
  await manager().at('backup-failed').filter({ hasText: '现在不在' }).waitFor()
  await manager().at('strip-backup').waitFor()
  expect(Number(await manager().at('backup').getAttribute('data-verified'))).toBeGreaterThan(0)
  renameSync(`${folder}-away`, folder)
  await manager().tap('backup-now')
  await manager().at('backup-made').waitFor()
})
