import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type MethodName, methods } from '../shared/bridge/bridge.ts'
import { readSettings } from '../shared/bridge/read-settings.ts'
import { settingsSchema } from '../shared/bridge/settings-methods.ts'
import { harmed } from '../test/fuzz/harmed.ts'
import { harshJson, nearly } from '../test/fuzz/harsh-json.ts'
import { SOME } from '../test/fuzz/runs.ts'
import { readArguments } from './arguments.ts'
import { defaultSettings } from './default-settings.ts'
import { openIdentity } from './identity.ts'
import { openLog } from './log.ts'
import { openSettings } from './settings.ts'
import { afterWrong, lockoutSchema } from './staff/lockout.ts'
import { parseRoster } from './staff/roster.ts'
import { makeStaffRegister } from './staff/staff.ts'
import { openStaffFile } from './staff/staff-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-kept-files-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fresh = () => mkdtempSync(path.join(folder, 'run-'))
const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../test/fixtures/first-version', name))

const expectAllowed = (name: MethodName, answer: unknown) => {
  const parsed = v.safeParse(methods[name].output, answer)
  expect(parsed.success ? [] : v.summarize(parsed.issues)).toEqual([])
}

/** What a file of JSON may have become: harmed bytes, any JSON, or nearly what it was. */
const becomes = (whole: Buffer, others: readonly Buffer[]) =>
  fc.oneof(
    harmed(whole, others),
    fc.oneof(harshJson, nearly(JSON.parse(String(whole)))).map((value) => Buffer.from(JSON.stringify(value))),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  )

/** No file of a folder is gone: each content that could not be used stands under some name. */
const expectKept = (inner: string, bytes: Buffer) => {
  const files = readdirSync(inner, { withFileTypes: true }).filter((entry) => entry.isFile())
  const contents = files.map(({ name }) => readFileSync(path.join(inner, name)))
  expect(contents.some((content) => content.equals(bytes))).toBe(true)
}

const read = readArguments([])
const defaults = read.ok ? defaultSettings(read.value) : null
const settingsBytes = fixture('settings.json')
const staffBytes = fixture('staff.json')

test('whatever the settings have become, they open as settings, and what cannot be used is kept and said', () => {
  if (defaults === null) throw new Error('no defaults')
  fc.assert(
    fc.property(becomes(settingsBytes, [staffBytes]), fc.boolean(), (bytes, hasCopy) => {
      const inner = fresh()
      writeFileSync(path.join(inner, 'settings.json'), bytes)
      if (hasCopy) writeFileSync(path.join(inner, 'settings.copy.json'), settingsBytes)
      const troubles: string[] = []
      const settings = openSettings({ folder: inner, defaults, now: () => 7, onTrouble: (one) => troubles.push(one) })
      expect(v.safeParse(settingsSchema, settings.read()).success).toBe(true)
      const used = readSettings(parse(bytes))
      expect(settings.read()).toEqual(used ?? (hasCopy ? readSettings(parse(settingsBytes)) : defaults))
      if (used !== null) return
      expectKept(inner, bytes)
      expect(troubles[0]).toContain('settings.json')
    }),
    SOME,
  )
})

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

test('whatever the list of staff has become, nobody is let in by it who was not, and the file is kept', () => {
  const past = { hasEntries: () => true, kind: 'real' } as const
  fc.assert(
    fc.property(becomes(staffBytes, [settingsBytes]), (bytes) => {
      const inner = fresh()
      writeFileSync(path.join(inner, 'staff.json'), bytes)
      const troubles: string[] = []
      const file = openStaffFile({ folder: inner, past, now: () => 7, onTrouble: (one) => troubles.push(one) })
      const register = makeStaffRegister(file, () => 7)
      expectAllowed('staff.list', register.list())
      expect(file.isFirstStart()).toBe(false)
      expectKept(inner, bytes)
      // A list with public PINs is that of the sample, and lets nobody into a real restaurant.
      const isRoster = parseRoster(bytes.toString('utf8'))?.samplePins === null
      expect(file.read() !== null).toBe(isRoster)
      if (isRoster) return
      expect(troubles[0]).toContain('staff.json')
      expect(register.list().staff).toEqual([])
    }),
    SOME,
  )
})

test('however often it was locked before, a wrong try gives a lock that can be read again', () => {
  const some = fc.constantFrom(0, 1, 4, 2 ** 31, Number.MAX_SAFE_INTEGER)
  fc.assert(
    fc.property(fc.record({ wrong: some, locks: some, lockedUntil: some }), (lockout) => {
      expect(v.safeParse(lockoutSchema, afterWrong(lockout, 1_790_000_000_000)).success).toBe(true)
    }),
  )
})

test('whatever the identity has become, the till is itself or new, is never another, and the old file is kept', () => {
  const source = fresh()
  const mirrorFolder = path.join(source, 'mirror')
  const own = openIdentity({ folder: source, mirrorFolder, keychain: null })
  const whole = readFileSync(path.join(source, 'identity.json'))
  fc.assert(
    fc.property(becomes(whole, [settingsBytes]), fc.boolean(), (bytes, hasMirror) => {
      const inner = fresh()
      writeFileSync(path.join(inner, 'identity.json'), bytes)
      const mirror = path.join(inner, 'mirror')
      mkdirSync(mirror)
      if (hasMirror) writeFileSync(path.join(mirror, `${own.till}-1.journal`), '')
      const identity = openIdentity({ folder: inner, mirrorFolder: mirror, keychain: null })
      const { till, epoch, keyState } = identity
      expect(till).toMatch(/^[0-9a-f]{32}$/)
      expect(Number.isSafeInteger(epoch) && epoch >= 1).toBe(true)
      expect(identity.sign('x') === null).toBe(keyState === 'missing')
      // Ed25519 gives one key one signature.
      if (till === own.till && keyState === 'present') expect(identity.sign('x')).toBe(own.sign('x'))
      expectKept(inner, bytes)
    }),
    SOME,
  )
})

test('a till whose identity is gone is found by its mirror under any names that lie there', () => {
  const name = fc.oneof(
    fc.constantFrom(
      ...['0', '00', '01', '1', '2', '9007199254740993', '1e9', '-1'].map(
        (epoch) => `${'a'.repeat(32)}-${epoch}.journal`,
      ),
    ),
    fc.constantFrom(`${'a'.repeat(32)}-1.journal.checkpoint`, 'README', `${'A'.repeat(32)}-1.journal`),
  )
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 4 }), (names) => {
      const inner = fresh()
      const mirror = path.join(inner, 'mirror')
      mkdirSync(mirror)
      for (const one of names) writeFileSync(path.join(mirror, one), '')
      const { till, epoch } = openIdentity({ folder: inner, mirrorFolder: mirror, keychain: null })
      expect(Number.isSafeInteger(epoch) && epoch >= 1).toBe(true)
      if (till === 'a'.repeat(32)) expect(names).toContain(`${till}-${epoch}.journal`)
    }),
    SOME,
  )
})

test('the log gives what it holds, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.string({ unit: 'binary' }), (bytes, event) => {
      const inner = fresh()
      writeFileSync(path.join(inner, 'app.log'), bytes)
      const log = openLog({ folder: inner, now: () => 0 })
      log.write('info', event)
      const lines = log.read(500)
      expectAllowed('app.readLog', { lines })
      expect(lines.at(-1)).toContain(JSON.stringify(event))
    }),
    SOME,
  )
})
