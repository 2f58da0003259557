import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'
import { deriveKey } from '../../electron/backup/backup-key.ts'
import { unseal } from '../../electron/backup/sealed-file.ts'
import { eventually } from '../eventually.ts'
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
const seqIn = (name: string) => Number(/-(\d+)\./.exec(name)?.[1])
const newest = () =>
  readdirSync(folder)
    .toSorted((one, other) => seqIn(one) - seqIn(other))
    .at(-1) ?? ''
/** Opens a backup as anybody could who has the sheet, by the passphrase alone. */
const openBackup = async (name: string) => {
  const into = path.join(base, `opened-${name}`)
  mkdirSync(into)
  const opened = await unseal(path.join(folder, name), ({ derivation }) => deriveKey(passphrase, derivation), into)
  expect(opened).toMatchObject({ ok: true })
  const archive = path.join(into, 'archive')
  const verified = spawnSync(process.execPath, ['verify/counterfoil.ts', 'verify', archive], { cwd: projectRoot })
  expect(String(verified.stdout)).not.toBe('')
  expect(verified.status).toBe(0)
  return readFileSync(path.join(archive, mirrored().name), 'utf8')
}

test('a manager sets backups up with their PIN, gets the sheet once, and the first one is made', async () => {
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
  await eventually(() => expect(readdirSync(folder).filter((name) => name.endsWith('-backup'))).toHaveLength(2))
  expect(await openBackup(newest())).toContain('"kind":"SHIFT_CLOSED"')
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

const journalsOf = (dataFolder: string) => {
  const mirror = path.join(dataFolder, 'data', 'mirror')
  return Object.fromEntries(
    readdirSync(mirror)
      .filter((one) => one.endsWith('.journal'))
      .map((one) => [one, readFileSync(path.join(mirror, one), 'utf8')]),
  )
}
const newMachine = path.join(base, 'new-machine')
const startNew = async () => {
  till = await launchTill({ dataFolder: newMachine })
}

test('on a new machine a wrong passphrase and a damaged file are told, and nothing is changed', async () => {
  await till?.kill()
  await startNew()
  const last = path.join(folder, newest())
  const damaged = path.join(base, 'damaged')
  writeFileSync(damaged, readFileSync(last).subarray(0, -20))
  await manager().tap('setup-restore')
  await manager().at('restore-file').fill(last)
  await manager().at('restore-passphrase').fill('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF')
  await manager().tap('restore-look')
  await manager().at('restore-problem').filter({ hasText: '口令不对' }).waitFor()
  await manager().at('restore-file').fill(damaged)
  await manager().at('restore-passphrase').fill(passphrase)
  await manager().tap('restore-look')
  await manager().at('restore-problem').filter({ hasText: '损坏或不完整' }).waitFor()
  expect(await manager().at('restore-now').count()).toBe(0)
  expect(Object.values(journalsOf(newMachine)).join('')).toBe('')
  await manager().at('restore-file').fill(last)
  await manager().tap('restore-look')
  await manager().at('restore-holds').waitFor()
  await manager().tap('restore-now')
  await manager().at('restore-ready').waitFor()
})

test('opened again, the till has the old journal byte for byte, its staff, a key of its own, and goes on with the numbers', async () => {
  await till?.kill()
  await startNew()
  await manager().tap('restored-begin')
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
  await manager().ring('1002')
  const { receiptNo, seq } = await manager().payExactCash()
  expect(receiptNo).toMatch(/-0002$/)
  const old = mirrored()
  const restored = journalsOf(newMachine)
  expect(old.content.startsWith(restored[old.name] ?? '')).toBe(true)
  expect(restored[old.name]).toContain('"kind":"SHIFT_CLOSED"')
  const [own] = Object.keys(restored).filter((name) => name !== old.name)
  expect(own).toMatch(/-2\.journal$/)
  await eventually(() => expect(journalsOf(newMachine)[own ?? '']).toContain(`"seq":${seq}`))
  const [genesis = ''] = (journalsOf(newMachine)[own ?? ''] ?? '').split('\n')
  const { parent } = JSON.parse(genesis.slice(65)).body
  expect(parent).toMatchObject({ till: old.name.slice(0, 32), epoch: 1 })
  expect(restored[old.name]).toContain(`${parent.hash} `)
})
