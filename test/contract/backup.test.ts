import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Backup, openBackup } from '../../electron/backup/backup.ts'
import { BACKUP_SUFFIX } from '../../electron/backup/backup-name.ts'
import { defaultSettings } from '../../electron/default-settings.ts'
import { type Keychain, openIdentity } from '../../electron/identity.ts'
import { openMirror } from '../../electron/mirror/mirror.ts'
import { sha256 } from '../../electron/parts.ts'
import { makeSampleRoster } from '../../electron/staff/sample-staff.ts'
import type { Input } from '../../shared/bridge/bridge.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { makeStick } from '../e2e/stick.ts'
import { CONTEXT, genesis, saleOf, shiftOpened } from './journal-fixtures.ts'

type JournalNow = Input<'backup.make'>['journal']

const SALE_TOTAL = 5_600
const NOW = Date.UTC(2026, 10, 24, 12)
let base = ''
let time = NOW
let roster = ''
const troubles: string[] = []

beforeAll(async () => {
  roster = JSON.stringify(await makeSampleRoster(null))
})
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'counterfoil-backup-'))
  mkdirSync(data())
  time = NOW
  troubles.length = 0
})
afterEach(() => rmSync(base, { recursive: true }))

const data = () => path.join(base, 'data')
const target = () => path.join(base, 'backups')

/** A till in main with a shift and some sales, and the same journal as the screens would describe it. */
const openTill = async (sales: number, keychain: Keychain | null = null) => {
  const mirrorFolder = path.join(data(), 'mirror')
  const identity = openIdentity({ folder: data(), mirrorFolder, keychain: null })
  const { till, epoch } = identity
  const mirror = openMirror({ folder: mirrorFolder, till, epoch, sha256, onTrouble: () => undefined })
  const started = {
    userDataFolder: null,
    sample: true,
    printer: null,
    printerVirtualFolder: null,
    headOffice: null,
    language: null,
  }
  writeFileSync(path.join(data(), 'settings.json'), JSON.stringify(defaultSettings(started)))
  writeFileSync(path.join(data(), 'staff.json'), roster)
  let head: Head = headBeforeGenesis(till, epoch)
  let sold = 0
  const commit = (body: EntryBody, isMirrored = true) => {
    const at = { utc: time, offset: 480, boot: 'boot', mono: 1 }
    const sealed = seal(head, body, { at, ...CONTEXT }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    if (isMirrored && !mirror.append([toLine(sealed.value)]).ok) throw new Error('not mirrored')
  }
  const sell = (isMirrored = true) => {
    sold += 1
    commit(saleOf(1_000 + sold, SALE_TOTAL, `A1-20261124-${String(sold).padStart(4, '0')}`), isMirrored)
  }
  const first = genesis.kind === 'GENESIS' ? { ...genesis.body, publicKey: identity.publicKey } : null
  if (first === null) throw new Error('no genesis')
  commit({ kind: 'GENESIS', body: first })
  commit(shiftOpened)
  for (let sale = 0; sale < sales; sale += 1) sell()
  const journal = (): JournalNow => ({
    ...{ epoch, seq: head.seq, hash: head.hash },
    totals: { sales: sold, salesTotal: sold * SALE_TOTAL, refunds: 0, refundTotal: 0 },
  })
  const open = (): Backup =>
    openBackup({
      ...{
        dataFolder: data(),
        identity,
        mirror,
        transport: { lastAck: () => null },
        version: '0.1.0',
        keychain,
        sha256,
      },
      now: () => time,
      pause: async () => undefined,
      onTrouble: (detail) => troubles.push(detail),
    })
  return { open, sell, journal, identity, mirror }
}

const setUp = async (backup: Backup, newPassphrase = false) => {
  const made = await backup.setUp({ folder: target(), newPassphrase })
  if (!made.ok) throw new Error(made.reason)
  return made
}
const files = () => readdirSync(target())

test('a backup is made, verified against the journal, and says up to which number', async () => {
  const till = await openTill(3)
  const backup = till.open()
  expect(backup.status()).toMatchObject({ folder: null, verified: null, last: null })
  expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: false, reason: 'not_set_up' })
  const { passphrase, keyStorage } = await setUp(backup)
  expect(passphrase).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
  expect(keyStorage).toBe('file')
  expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: true, seq: 5, entries: 5 })
  expect(files()).toEqual([`counterfoil-${till.identity.till.slice(0, 8)}-20261124-120000-5${BACKUP_SUFFIX}`])
  expect(backup.status()).toMatchObject({ verified: { epoch: 1, seq: 5, at: NOW }, kept: 1, running: false })
  expect(readdirSync(data())).not.toContain('backup-scratch')
  expect(statSync(path.join(data(), 'backup.json')).mode & 0o777).toBe(0o600)
})

test('neither the device key nor the passphrase is in it or beside it in the clear', async () => {
  const till = await openTill(1)
  const backup = till.open()
  const { passphrase } = await setUp(backup)
  await backup.make({ journal: till.journal() })
  const kept = readFileSync(path.join(data(), 'backup.json'), 'utf8')
  expect(kept).not.toContain(passphrase)
  const made = readFileSync(path.join(target(), files()[0] ?? ''))
  for (const secret of ['样例饭馆', JSON.parse(readFileSync(path.join(data(), 'identity.json'), 'utf8')).key]) {
    expect(made.includes(secret)).toBe(false)
  }
})

test('an entry that was sold while the backup was made is left for the next, and the totals are those of the asked number', async () => {
  const till = await openTill(2)
  const backup = till.open()
  await setUp(backup)
  const before = till.journal()
  till.sell()
  expect(await backup.make({ journal: before })).toMatchObject({ ok: true, seq: 5 })
})

test('a second copy that lags behind the journal is no good backup, and the one before stays the last verified', async () => {
  const till = await openTill(1)
  const backup = till.open()
  await setUp(backup)
  await backup.make({ journal: till.journal() })
  till.sell(false)
  time += 60_000
  expect(await backup.make({ journal: till.journal() })).toMatchObject({
    ok: false,
    reason: 'behind',
    detail: '#3 of #4',
  })
  expect(files()).toHaveLength(1)
  expect(backup.status()).toMatchObject({ verified: { seq: 3 }, last: { made: { ok: false, reason: 'behind' } } })
  expect(troubles).toHaveLength(1)
})

test.each(['sales', 'salesTotal', 'refunds', 'refundTotal'] as const)(
  'a journal whose %s are not what the backup adds up to is said',
  async (name) => {
    const till = await openTill(2)
    const backup = till.open()
    await setUp(backup)
    const { totals, ...rest } = till.journal()
    const other = { ...rest, totals: { ...totals, [name]: totals[name] + 1 } }
    expect(await backup.make({ journal: other })).toMatchObject({ ok: false, reason: 'totals_differ' })
    expect(files()).toEqual([])
  },
)

test('a journal that has another entry under that number is said', async () => {
  const till = await openTill(2)
  const backup = till.open()
  await setUp(backup)
  const forked = { ...till.journal(), hash: 'f'.repeat(64) }
  expect(await backup.make({ journal: forked })).toMatchObject({ ok: false, reason: 'totals_differ' })
})

test('a mirror damaged on the disk behind the app’s back is found by opening the backup', async () => {
  const till = await openTill(3)
  const backup = till.open()
  await setUp(backup)
  writeFileSync(till.mirror.file, readFileSync(till.mirror.file, 'utf8').replace('宫保鸡丁', '宫保肉丁'))
  expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: false, reason: 'verify_failed' })
  expect(files()).toEqual([])
})

test('a folder that is away is said, is not made anew, and a later try goes through', async () => {
  const till = await openTill(1)
  const backup = till.open()
  await setUp(backup)
  renameSync(target(), `${target()}-away`)
  expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: false, reason: 'folder_missing' })
  expect(readdirSync(base)).not.toContain('backups')
  renameSync(`${target()}-away`, target())
  expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: true })
})

test('after a restart backups go on with the same key, and what a stop left unfinished is cleared', async () => {
  const till = await openTill(1)
  const first = till.open()
  await setUp(first)
  await first.make({ journal: till.journal() })
  mkdirSync(path.join(data(), 'backup-scratch', 'opened'), { recursive: true })
  writeFileSync(path.join(data(), 'backup-scratch', 'opened', 'half'), 'x')
  time += 1_000
  const again = till.open()
  expect(again.status()).toMatchObject({ folder: target(), verified: { seq: 3 }, last: null })
  expect(await again.make({ journal: till.journal() })).toMatchObject({ ok: true })
  expect(files()).toHaveLength(2)
  expect(readdirSync(data())).not.toContain('backup-scratch')
  const moved = await again.setUp({ folder: path.join(base, 'elsewhere'), newPassphrase: false })
  expect(moved).toMatchObject({ ok: true, passphrase: null })
  expect(files()).toHaveLength(2)
})

test('old ones go by the rule, a stranger’s file in the folder never', async () => {
  const till = await openTill(1)
  const backup = till.open()
  await setUp(backup)
  const stranger = `counterfoil-00000000-20200101-000000-9${BACKUP_SUFFIX}`
  writeFileSync(path.join(target(), stranger), 'theirs')
  for (let day = 0; day < 18; day += 1) {
    time = NOW - (20 - day) * 86_400_000
    expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: true })
  }
  expect(files()).toHaveLength(14 + 1)
  expect(files()).toContain(stranger)
  expect(backup.status()).toMatchObject({ kept: 14 })
})

test('the key is sealed by the system’s keychain where there is one, and without it later nothing is made', async () => {
  const keychain: Keychain = {
    encrypt: (text) => Buffer.from(text).reverse(),
    decrypt: (bytes) => Buffer.from(bytes).reverse().toString(),
  }
  const till = await openTill(1, keychain)
  const backup = till.open()
  expect(await setUp(backup)).toMatchObject({ keyStorage: 'os' })
  expect(await till.open().make({ journal: till.journal() })).toMatchObject({ ok: true })
  const bereft = openBackup({
    ...{ dataFolder: data(), identity: till.identity, mirror: till.mirror, transport: { lastAck: () => null } },
    ...{ version: '0.1.0', keychain: null, sha256, now: () => time, pause: async () => undefined },
    onTrouble: () => undefined,
  })
  expect(await bereft.make({ journal: till.journal() })).toMatchObject({ ok: false, reason: 'not_set_up' })
})

test('a full disk where backups go is said, nothing half is left there, and with room again the next goes through', async () => {
  const stick = makeStick(base, 4_000_000)
  try {
    // Where no image can be mounted, the folder is as large as the disk: the way that writes fail is then all there is to see.
    const fill = stick.kind === 'mounted image' ? 8_000_000 : 0
    const till = await openTill(2)
    const backup = till.open()
    expect(await backup.setUp({ folder: stick.folder, newPassphrase: false })).toMatchObject({ ok: true })
    const ballast = path.join(stick.folder, 'ballast')
    try {
      writeFileSync(ballast, Buffer.alloc(fill))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' })
      expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: false, reason: 'disk_full' })
      expect(readdirSync(stick.folder).filter((name) => name.startsWith('counterfoil'))).toEqual([])
    }
    rmSync(ballast)
    expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: true })
    expect(readdirSync(stick.folder).filter((name) => name.endsWith(BACKUP_SUFFIX))).toHaveLength(1)
  } finally {
    stick.pull()
  }
})

test('with a clock that was ahead, what is made now stays, and is what the till says it has', async () => {
  const till = await openTill(2)
  const backup = till.open()
  await setUp(backup)
  time = Date.UTC(2026, 10, 26)
  for (let made = 0; made < 15; made += 1) {
    expect(await backup.make({ journal: till.journal() })).toMatchObject({ ok: true })
    time += 60_000
  }
  time = NOW
  till.sell()
  const made = await backup.make({ journal: till.journal() })
  expect(made).toMatchObject({ ok: true, seq: 5 })
  expect(files()).toContain(made.ok ? made.name : '')
  expect(backup.status()).toMatchObject({ verified: { seq: 5, at: NOW } })
})

test('a folder that depends on where the app was started from is refused, and none is made', async () => {
  const backup = (await openTill(1)).open()
  const relative = path.basename(base)
  expect(await backup.setUp({ folder: relative, newPassphrase: false })).toMatchObject({
    ok: false,
    reason: 'not_absolute',
  })
  expect(readdirSync('.')).not.toContain(relative)
  expect(backup.status()).toMatchObject({ folder: null })
})
