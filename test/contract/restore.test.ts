import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import canonicalize from 'canonicalize'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBackup } from '../../electron/backup/backup.ts'
import { deriveKey } from '../../electron/backup/backup-key.ts'
import { collect } from '../../electron/backup/collect.ts'
import { findBackups } from '../../electron/backup/find-backups.ts'
import type { Header } from '../../electron/backup/header.ts'
import { putRestoreInPlace, READY_FOLDER } from '../../electron/backup/put-in-place.ts'
import { openRestore } from '../../electron/backup/restore.ts'
import { unseal, writeSealed } from '../../electron/backup/sealed-file.ts'
import { defaultSettings } from '../../electron/default-settings.ts'
import { openIdentity } from '../../electron/identity.ts'
import { openMirror } from '../../electron/mirror/mirror.ts'
import { sha256 } from '../../electron/parts.ts'
import { makeSampleRoster } from '../../electron/staff/sample-staff.ts'
import { methods } from '../../shared/bridge/bridge.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { toLine } from '../../shared/journal/line.ts'
import { type Head, headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { CONTEXT, genesis, saleOf, shiftOpened } from './journal-fixtures.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const started = { userDataFolder: null, sample: true, printer: null, printerVirtualFolder: null, headOffice: null }
const SETTINGS = JSON.stringify({ ...defaultSettings({ ...started, language: null }), cashierDiscountBp: 777 })
const pause = async () => undefined

/** Where one backup is made once, of a till with two sales. */
const origin = mkdtempSync(path.join(tmpdir(), 'counterfoil-origin-'))
let backup = ''
let passphrase = ''
let staff = ''
let head: Head
let journal = ''

beforeAll(async () => {
  const data = path.join(origin, 'data')
  const mirrorFolder = path.join(data, 'mirror')
  mkdirSync(data)
  const identity = openIdentity({ folder: data, mirrorFolder, keychain: null })
  const { till, epoch, publicKey } = identity
  const mirror = openMirror({ folder: mirrorFolder, till, epoch, sha256, onTrouble: () => undefined })
  head = headBeforeGenesis(till, epoch)
  const commit = (content: EntryBody) => {
    const sealed = seal(head, content, { at: { utc: NOW, offset: 480, boot: 'b', mono: 1 }, ...CONTEXT }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    mirror.append([toLine(sealed.value)])
  }
  if (genesis.kind !== 'GENESIS') throw new Error('no genesis')
  commit({ kind: 'GENESIS', body: { ...genesis.body, publicKey } })
  commit(shiftOpened)
  commit(saleOf(1, 5_600, 'A1-20261124-0001'))
  commit(saleOf(2, 4_400, 'A1-20261124-0002'))
  staff = JSON.stringify(await makeSampleRoster(null))
  writeFileSync(path.join(data, 'staff.json'), staff)
  writeFileSync(path.join(data, 'settings.json'), SETTINGS)
  journal = readFileSync(mirror.file, 'utf8')
  writeFileSync(`${mirror.file}.damaged-1`, ASIDE)
  const maker = openBackup({
    ...{
      dataFolder: data,
      identity,
      mirror,
      transport: { lastAck: () => null },
      version: '0.1.0',
      keychain: null,
      sha256,
    },
    ...{ now: () => NOW, pause, onTrouble: () => undefined },
  })
  const set = await maker.setUp({ folder: path.join(origin, 'backups'), newPassphrase: false })
  const totals = { sales: 2, salesTotal: 10_000, refunds: 0, refundTotal: 0 }
  const made = await maker.make({ journal: { epoch, seq: head.seq, hash: head.hash, totals } })
  if (!set.ok || !made.ok) throw new Error(JSON.stringify([set, made]))
  passphrase = set.passphrase ?? ''
  backup = path.join(origin, 'backups', made.name)
})
afterAll(() => rmSync(origin, { recursive: true }))

/** A damaged copy of the journal, as recovery leaves it beside the mirror. */
const ASIDE = 'half a line\n'

let base = ''
const data = () => path.join(base, 'data')
beforeEach(() => {
  base = mkdtempSync(path.join(origin, 'new-till-'))
  mkdirSync(data())
  openIdentity({ folder: data(), mirrorFolder: path.join(data(), 'mirror'), keychain: null })
})

const open = (isNew = true) => openRestore({ dataFolder: data(), isNew: () => isNew, sha256, pause })
/** Every file of the till with its content, but for what a look leaves to be made ready. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('restore-scratch'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  )

test('a look proves the backup and says what it holds, and nothing of the till changes', async () => {
  const before = filesOf(data())
  expect(await open().look({ file: backup, passphrase: passphrase.toLowerCase() })).toEqual({
    ...{
      ok: true,
      file: backup,
      restaurant: '样例饭馆',
      sample: true,
      till: head.till,
      tillCode: null,
      epoch: 1,
      seq: 4,
    },
    ...{ at: NOW, businessDate: '2026-11-24', entries: 4, signed: true },
    totals: { sales: 2, salesTotal: 10_000, refunds: 0, refundTotal: 0 },
  })
  expect(filesOf(data())).toEqual(before)
})

const copyOf = () => {
  const file = path.join(base, 'copy')
  copyFileSync(backup, file)
  return file
}
const flip = (file: string, at: number) => {
  const bytes = readFileSync(file)
  bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at)
  writeFileSync(file, bytes)
}

test.each([
  ['a wrong passphrase', 'wrong_passphrase', () => undefined, 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA'],
  ['a file cut short', 'damaged', (file: string) => truncateSync(file, readFileSync(file).length - 1), null],
  [
    'a file cut to half',
    'damaged',
    (file: string) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
    null,
  ],
  ['one flipped bit in its content', 'damaged', (file: string) => flip(file, readFileSync(file).length - 100), null],
  ['one flipped bit in its header', 'damaged', (file: string) => flip(file, 60), null],
  ['a foreign file', 'not_a_backup', (file: string) => writeFileSync(file, '%PDF-1.7'), null],
  ['an empty file', 'not_a_backup', (file: string) => writeFileSync(file, ''), null],
  ['a later format', 'newer_version', (file: string) => writeFileSync(file, 'counterfoil-backup 9\n'), null],
  ['a file that is gone', 'not_found', (file: string) => rmSync(file), null],
] as const)(
  '%s is told as what it is, nothing changes, and nothing can be restored',
  async (_name, reason, spoil, typed) => {
    const file = copyOf()
    spoil(file)
    const before = filesOf(data())
    const restore = open()
    expect(await restore.look({ file, passphrase: typed ?? passphrase })).toMatchObject({ ok: false, reason })
    expect(await restore.restore()).toEqual({ ok: false, reason: 'not_looked' })
    expect(filesOf(data())).toEqual(before)
    expect(readdirSync(data())).not.toContain(READY_FOLDER)
  },
)

test('a till that has begun is never restored over', async () => {
  const begun = open(false)
  expect(await begun.look({ file: backup, passphrase })).toEqual({ ok: false, reason: 'not_new', detail: '' })
  expect(await begun.restore()).toMatchObject({ ok: false })
})

const ready = async () => {
  const restore = open()
  expect(await restore.look({ file: backup, passphrase })).toMatchObject({ ok: true })
  expect(await restore.restore()).toEqual({ ok: true })
}

test('restored, the till has a key of its own in the next epoch, the old journal beside its mirror, settings and staff', async () => {
  const fresh = JSON.parse(readFileSync(path.join(data(), 'identity.json'), 'utf8'))
  await ready()
  const restored = putRestoreInPlace(data())
  expect(restored).toEqual({
    parent: head,
    ...{ restaurant: '样例饭馆', taxpayer: 'small_scale', sample: true },
    numbers: { receipts: { '2026-11-24': 2 }, z: 0 },
  })
  const identity = openIdentity({ folder: data(), mirrorFolder: path.join(data(), 'mirror'), keychain: null })
  expect(identity).toMatchObject({ till: fresh.till, epoch: 2, keyState: 'present' })
  expect(identity.till).not.toBe(head.till)
  expect(readFileSync(path.join(data(), 'mirror', `${head.till}-1.journal`), 'utf8')).toBe(journal)
  for (const name of ['settings.json', 'settings.copy.json']) {
    expect(readFileSync(path.join(data(), name), 'utf8')).toBe(SETTINGS)
  }
  for (const name of ['staff.json', 'staff.copy.json']) {
    expect(readFileSync(path.join(data(), name), 'utf8')).toBe(staff)
  }
  expect(putRestoreInPlace(data())).toEqual(restored)
})

test('what was set aside comes along, and stays in the later backups of the till that was restored', async () => {
  await ready()
  putRestoreInPlace(data())
  const mirrorFolder = path.join(data(), 'mirror')
  const name = `${head.till}-1-aside-1.journal`
  expect(readFileSync(path.join(mirrorFolder, name), 'utf8')).toBe(ASIDE)
  const identity = openIdentity({ folder: data(), mirrorFolder, keychain: null })
  const { till, epoch } = identity
  const mirror = openMirror({ folder: mirrorFolder, till, epoch, sha256, onTrouble: () => undefined })
  const sources = { dataFolder: data(), identity, mirror, transport: { lastAck: () => null }, version: '0.1.0' }
  const { members } = await collect(sources, path.join(data(), 'collected'), NOW)
  mirror.close()
  const former = members.map((member) => member.name).filter((one) => one.startsWith('former/'))
  expect(former.toSorted()).toEqual([`former/${name}`, `former/${head.till}-1.journal`])
})

test('a stop at any step is made up for at the next start', async () => {
  await ready()
  const readyFolder = path.join(data(), READY_FOLDER)
  const blocked = path.join(data(), 'mirror')
  writeFileSync(blocked, 'in the way')
  expect(() => putRestoreInPlace(data())).toThrow()
  expect(existsSync(readyFolder)).toBe(true)
  rmSync(blocked)
  mkdirSync(blocked)
  // As if the power had gone right after the journal was moved.
  copyFileSync(
    path.join(readyFolder, 'archive', `${head.till}-1.journal`),
    path.join(blocked, `${head.till}-1.journal`),
  )
  rmSync(path.join(readyFolder, 'archive', `${head.till}-1.journal`))
  expect(putRestoreInPlace(data())).toMatchObject({ parent: head })
  expect(readFileSync(path.join(blocked, `${head.till}-1.journal`), 'utf8')).toBe(journal)
  const identity = openIdentity({ folder: data(), mirrorFolder: blocked, keychain: null })
  expect(identity.epoch).toBe(2)
})

test('the same backup restored once more, on a folder that has seen it before, starts as well', async () => {
  await ready()
  expect(putRestoreInPlace(data())).toMatchObject({ parent: head })
  await ready()
  expect(putRestoreInPlace(data())).toMatchObject({ parent: head })
  const kept = readdirSync(data()).filter((name) => name.startsWith('restored-from-'))
  expect(kept).toHaveLength(2)
  expect(readdirSync(data())).not.toContain(READY_FOLDER)
})

test.each([
  ['was cut', (file: string) => truncateSync(file, 40)],
  ['is gone', (file: string) => rmSync(file)],
])('a till whose restored.json %s still knows which numbers were given before', async (_name, harm) => {
  await ready()
  const restored = putRestoreInPlace(data())
  harm(path.join(data(), 'restored.json'))
  expect(putRestoreInPlace(data())).toEqual(restored)
  expect(putRestoreInPlace(data())?.numbers.receipts).toEqual({ '2026-11-24': 2 })
})

test('a till that is begun anew beside what another was restored from is no restored one', async () => {
  await ready()
  putRestoreInPlace(data())
  for (const name of ['restored.json', 'identity.json']) rmSync(path.join(data(), name))
  openIdentity({ folder: data(), mirrorFolder: path.join(data(), 'no-mirror'), keychain: null })
  expect(putRestoreInPlace(data())).toBeNull()
})

test('without a restore nothing happens at a start', () => {
  const before = filesOf(data())
  expect(putRestoreInPlace(data())).toBeNull()
  expect(filesOf(data())).toEqual(before)
})

test('backups are found in a folder and one below, newest first, and other files are not offered', async () => {
  mkdirSync(path.join(base, 'stick', 'counterfoil'), { recursive: true })
  copyFileSync(backup, path.join(base, 'stick', 'counterfoil', path.basename(backup)))
  writeFileSync(path.join(base, 'stick', 'holiday.counterfoil-backup'), 'no')
  expect(await findBackups([path.join(base, 'stick'), path.join(base, 'nowhere')])).toEqual({
    backups: [
      { file: path.join(base, 'stick', 'counterfoil', path.basename(backup)), till: head.till, at: NOW, seq: 4 },
    ],
  })
})

/** Whoever has the passphrase can seal anything: the backup again, after somebody worked on what is in it. */
const sealedAgain = async (work: (folder: string) => void): Promise<string> => {
  const folder = path.join(base, 'opened')
  mkdirSync(folder)
  let key: Uint8Array = new Uint8Array()
  const keyFor = async ({ derivation }: Header) => {
    key = await deriveKey(passphrase, derivation)
    return key
  }
  const opened = await unseal(backup, keyFor, folder)
  if (!opened.ok) throw new Error(opened.reason)
  work(folder)
  const members = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      name: path.relative(folder, file).replaceAll('\\', '/'),
      file,
      bytes: readFileSync(file).length,
    }))
  const { derivation, till, madeAt, head: last } = opened.header
  await writeSealed(path.join(base, 'forged'), { derivation, till, madeAt, head: last }, members, key)
  return path.join(base, 'forged')
}

/** The last sale taken out, and the table of contents signed with `key` as if nothing had been there. */
const withoutLastSale = (folder: string, key: KeyObject) => {
  const archive = path.join(folder, 'archive')
  const manifest = JSON.parse(readFileSync(path.join(archive, 'archive.json'), 'utf8'))
  const lines = journal.trimEnd().split('\n').slice(0, 3)
  const shorter = `${lines.join('\n')}\n`
  writeFileSync(path.join(archive, manifest.epochs[0].file), shorter)
  const raw = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')
  const hash = lines.at(-1)?.slice(0, 64)
  const epochs = [{ ...manifest.epochs[0], entries: 3, head: { seq: 3, hash }, sha256: sha256(shorter) }]
  const text = canonicalize({ ...manifest, publicKey: raw.toString('base64'), epochs }) ?? ''
  writeFileSync(path.join(archive, 'archive.json'), text)
  const signature = sign(null, Buffer.from(`counterfoil-archive\n1\n${text}`), key)
  writeFileSync(path.join(archive, 'archive.sig'), signature.toString('base64'))
}

const foreignLine = () => {
  const body = { staff: 'x', name: 'x', role: 'manager', change: 'added' } as const
  const context = { at: { utc: NOW, offset: 480, boot: 'b', mono: 1 }, by: null, shift: null }
  const sealed = seal(headBeforeGenesis(head.till, 1), { kind: 'STAFF_CHANGED', body }, context, sha256)
  if (!sealed.ok) throw new Error(sealed.detail)
  return `${toLine(sealed.value)}\n`
}

test.each<[string, (folder: string) => void]>([
  [
    'signed with another key than the till’s',
    (folder) => withoutLastSale(folder, generateKeyPairSync('ed25519').privateKey),
  ],
  [
    'whose table of contents was edited under the till’s signature',
    (folder) => {
      const file = path.join(folder, 'archive', 'archive.json')
      const manifest = JSON.parse(readFileSync(file, 'utf8'))
      writeFileSync(file, canonicalize({ ...manifest, madeAt: '2020-01-01T00:00:00.000Z' }) ?? '')
    },
  ],
  [
    'with a journal that its table of contents does not name',
    (folder) => writeFileSync(path.join(folder, 'archive', `${'f'.repeat(32)}-1.journal`), 'not proven\n'),
  ],
  [
    'with a file that was set aside and changed since',
    (folder) => writeFileSync(path.join(folder, 'archive', `${head.till}-1-aside-1.journal`), foreignLine()),
  ],
  [
    'with a second journal under the name of the first',
    (folder) => {
      mkdirSync(path.join(folder, 'former'))
      writeFileSync(path.join(folder, 'former', `${head.till}-1.journal`), foreignLine())
    },
  ],
  [
    'with a journal of no till',
    (folder) => {
      mkdirSync(path.join(folder, 'former'))
      writeFileSync(path.join(folder, 'former', 'anything.journal'), 'not proven\n')
    },
  ],
])('a backup %s, by somebody who has the passphrase, is not restored', async (_name, work) => {
  const file = await sealedAgain(work)
  const restore = open()
  expect(await restore.look({ file, passphrase })).toMatchObject({ ok: false, reason: 'damaged' })
  expect(await restore.restore()).toEqual({ ok: false, reason: 'not_looked' })
})

test('a backup that was opened and sealed again as it was is as good', async () => {
  const file = await sealedAgain(() => undefined)
  expect(await open().look({ file, passphrase })).toMatchObject({ ok: true, signed: true, entries: 4 })
})

/** Nobody needs a passphrase for the lines that a backup begins with. */
const withHeader = (changes: object): string => {
  const [magic, json = ''] = readFileSync(backup, 'latin1').split('\n', 2)
  const covered = `${magic}\n${canonicalize({ ...JSON.parse(json), ...changes })}\n`
  return `${covered}${sha256(covered)} ${'0'.repeat(64)}\n`
}

const HOSTILE = 'counterfoil-ffffffff-20991231-000000-'

test.each([
  ['a number below nothing', { head: { epoch: 1, seq: -1, hash: '0'.repeat(64) } }],
  ['a moment that is none', { madeAt: '2026-02-31T23:00:00Z' }],
  ['a moment before all clocks', { madeAt: '0001-01-01T00:00:00Z' }],
])('a file on a stick that claims %s hides no backup', async (_name, changes) => {
  writeFileSync(path.join(base, `${HOSTILE}1.counterfoil-backup`), withHeader(changes))
  copyFileSync(backup, path.join(base, path.basename(backup)))
  const found = await findBackups([base])
  expect(v.is(methods['backup.find'].output, found)).toBe(true)
  expect(found.backups.map(({ file }) => file)).toContain(path.join(base, path.basename(backup)))
})

test('more backups than are looked at hide no newer one, wherever it lies', async () => {
  const [crowded, other] = [path.join(base, 'crowded'), path.join(base, 'other')]
  for (const folder of [crowded, other]) mkdirSync(folder)
  for (let index = 0; index < 250; index += 1) {
    writeFileSync(
      path.join(crowded, `counterfoil-ffffffff-20200101-000000-${index}.counterfoil-backup`),
      withHeader({}),
    )
  }
  copyFileSync(backup, path.join(other, path.basename(backup)))
  const { backups } = await findBackups([crowded, other])
  expect(backups.map(({ file }) => file)).toContain(path.join(other, path.basename(backup)))
})

test.runIf(process.platform !== 'win32')('a pipe under a backup’s name is neither waited for nor opened', async () => {
  const pipe = path.join(base, `${HOSTILE}2.counterfoil-backup`)
  execFileSync('mkfifo', [pipe])
  expect(await findBackups([base])).toEqual({ backups: [] })
  expect(await open().look({ file: pipe, passphrase })).toMatchObject({ ok: false, reason: 'not_a_backup' })
})
