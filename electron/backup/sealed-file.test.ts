import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Derivation, deriveKey } from './backup-key.ts'
import type { Header } from './header.ts'
import { makePassphrase } from './passphrase.ts'
import { unseal, writeSealed } from './sealed-file.ts'

const derivation: Derivation = { name: 'scrypt', N: 1 << 14, r: 8, p: 1, salt: Buffer.alloc(16, 7).toString('base64') }
const about: Omit<Header, 'nonce'> = {
  derivation,
  till: 'a'.repeat(32),
  madeAt: '2026-11-24T12:00:00.000Z',
  head: { epoch: 1, seq: 3, hash: 'b'.repeat(64) },
}
const master = Buffer.alloc(32, 1)
const withMaster = async () => master

let base = ''
let file = ''
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'counterfoil-sealed-'))
  file = path.join(base, 'sealed')
})
afterEach(() => rmSync(base, { recursive: true }))

let folders = 0
const into = () => {
  folders += 1
  const folder = path.join(base, `unpacked-${folders}`)
  mkdirSync(folder)
  return folder
}
const member = (name: string, content: Uint8Array) => {
  const from = path.join(base, name.replace('/', '-'))
  writeFileSync(from, content)
  return { name, file: from, bytes: content.length }
}
const seal = (...members: ReturnType<typeof member>[]) => writeSealed(file, about, members, master)

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 1_000_003])('%i bytes come back as they were', async (size) => {
  const content = randomBytes(size)
  await seal(member('archive/one.journal', content), member('settings.json', Buffer.from('{}')))
  const folder = into()
  expect(await unseal(file, withMaster, folder)).toMatchObject({
    ...{ ok: true, header: about, names: ['archive/one.journal', 'settings.json'] },
  })
  expect(readFileSync(path.join(folder, 'archive/one.journal')).equals(content)).toBe(true)
  expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).toBe('{}')
})

test('the same content is never sealed to the same bytes, and nothing of it can be read', async () => {
  const secret = Buffer.from('Peking duck '.repeat(10_000))
  await seal(member('one.txt', secret))
  const first = readFileSync(file)
  rmSync(file)
  await seal(member('one.txt', secret))
  const again = readFileSync(file)
  expect(again.equals(first)).toBe(false)
  expect(again.includes('Peking')).toBe(false)
  expect(again.includes('one.txt')).toBe(false)
})

test('each flipped bit is found, wherever it is, and is never called a wrong passphrase', async () => {
  await seal(member('one.txt', randomBytes(200_000)))
  const whole = readFileSync(file)
  const sealAt = whole.indexOf('\n', whole.indexOf('\n') + 1) + 1 + 65
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
      const bent = Buffer.from(whole)
      bent.writeUInt8((bent[at] ?? 0) ^ (1 << bit), at)
      writeFileSync(file, bent)
      const read = await unseal(file, withMaster, into())
      expect(read.ok).toBe(false)
      // The seal itself is what a passphrase is proven by: bent, it cannot tell more than that.
      const ofSeal = at >= sealAt && at < sealAt + 64
      if (!read.ok && !ofSeal) expect(['damaged', 'not_a_backup', 'newer_version']).toContain(read.reason)
    }),
    { numRuns: 60 },
  )
})

test('each cut is found, at the very beginning, between chunks and one byte before the end', async () => {
  await seal(member('one.txt', randomBytes(300_000)))
  const { size } = statSync(file)
  const chunk = 65_536 + 16
  const beginning = readFileSync(file).indexOf('\n', 120)
  for (const length of [size - 1, size - 16, size - 17, beginning + chunk * 2, chunk, 600, 100, 10, 0]) {
    truncateSync(file, length)
    expect(await unseal(file, withMaster, into())).toMatchObject({ ok: false })
  }
})

test('a wrong passphrase is told from damage', async () => {
  await seal(member('one.txt', randomBytes(10)))
  expect(await unseal(file, async () => Buffer.alloc(32, 2), into())).toMatchObject({ reason: 'wrong_passphrase' })
})

test('a foreign file and one of a later format are said', async () => {
  writeFileSync(file, 'PK\u0003\u0004 something else')
  expect(await unseal(file, withMaster, into())).toMatchObject({ ok: false, reason: 'not_a_backup' })
  writeFileSync(file, 'counterfoil-backup 2\n{}\n\n')
  expect(await unseal(file, withMaster, into())).toMatchObject({ ok: false, reason: 'newer_version' })
})

test.each(['../outside.txt', '/etc/passwd.txt', 'a/b/c.txt', '..', 'A.TXT'])(
  'a file named %s is not unpacked',
  async (name) => {
    const inside = member('inside.txt', Buffer.from('x'))
    await writeSealed(file, about, [{ ...inside, name }], master)
    expect(await unseal(file, withMaster, into())).toMatchObject({ ok: false, reason: 'damaged' })
  },
)

test('a file that is there is never overwritten', async () => {
  writeFileSync(file, 'mine')
  await expect(seal(member('one.txt', Buffer.from('x')))).rejects.toThrow()
  expect(readFileSync(file, 'utf8')).toBe('mine')
})

test('a passphrase has 120 bits, and gives its key however it was copied from the sheet', async () => {
  const passphrase = makePassphrase(Buffer.from(Array.from({ length: 32 }, (_, index) => index)))
  expect(passphrase).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ')
  const key = await deriveKey(passphrase, derivation)
  const typed = 'oi23 4567 89ab cdef ghjk mnpq'
  expect((await deriveKey(typed, derivation)).equals(key)).toBe(true)
  expect((await deriveKey(`${passphrase}R`, derivation)).equals(key)).toBe(false)
})
