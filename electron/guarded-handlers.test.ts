import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { methods } from '../shared/bridge/bridge.ts'
import { METHOD_NAMES } from '../shared/bridge/names.ts'
import type { PermitAction } from '../shared/bridge/permit.ts'
import { readArguments } from './arguments.ts'
import { type Guarded, guardedHandlers, type Permitting, permitHandlers } from './guarded-handlers.ts'
import { openParts, type Parts } from './parts.ts'
import { setUpHandlers } from './printing/set-up-handlers.ts'

const MANAGER = { id: 'wang-fang', pin: '2580' }
const CASHIER = { id: 'li-lei', pin: '1111' }
/** A port that nothing listens on. */
const address = { kind: 'tcp', host: '127.0.0.1', port: 9 } as const
const NOT_ALLOWED = { ok: false, reason: 'not_allowed' }

let dataFolder = ''
let parts: Parts
let handlers: Guarded & Permitting
let clock = Date.now()

beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-guarded-'))
  const started = readArguments(['--sample'])
  if (!started.ok) throw new Error(started.detail)
  const nothing = () => undefined
  const opened = await openParts({
    ...{ dataFolder, started: started.value, keychain: null, version: '0.1.0', now: () => clock },
    onPrintChange: nothing,
    onSyncChange: nothing,
    onSyncReady: nothing,
  })
  if (!opened.ok) throw new Error(opened.reason)
  parts = opened.parts
  handlers = { ...permitHandlers(parts), ...guardedHandlers(parts, setUpHandlers(parts.printer)) }
})
afterAll(async () => {
  await parts.outsideCopy.close()
  await parts.spool.close()
  await parts.printer.close()
  parts.mirror.close()
  rmSync(dataFolder, { recursive: true })
})
beforeEach(() => parts.permits.end())

type Case = {
  readonly name: keyof Guarded
  readonly action: PermitAction
  readonly other: PermitAction
  readonly call: (permit: string | null) => unknown
  readonly refused: object
  /** What tells that the part behind it was reached. */
  readonly reached: object
  /** How often one permit is good for it. */
  readonly uses: number
}

const CASES: readonly Case[] = [
  {
    ...{ name: 'settings.write', action: 'settings', other: 'backup', refused: NOT_ALLOWED, uses: 3 },
    call: (permit) =>
      handlers['settings.write']({
        settings: { ...parts.settings.read(), cashierDiscountBp: parts.settings.read().cashierDiscountBp + 1 },
        permit,
      }),
    reached: { ok: true },
  },
  {
    ...{ name: 'sync.enrol', action: 'enrol', other: 'settings', refused: NOT_ALLOWED, uses: 1 },
    call: (permit) => handlers['sync.enrol']({ url: 'nowhere', code: 'ABCD-1234', permit }),
    reached: { ok: false, reason: 'bad_url' },
  },
  {
    ...{ name: 'backup.setUp', action: 'backup', other: 'outside_copy', refused: NOT_ALLOWED, uses: 1 },
    call: (permit) => handlers['backup.setUp']({ folder: 'backups', newPassphrase: true, permit }),
    reached: { ok: false, reason: 'not_absolute' },
  },
  {
    ...{ name: 'mirror.chooseOutside', action: 'outside_copy', other: 'backup', refused: NOT_ALLOWED, uses: 2 },
    call: (permit) => handlers['mirror.chooseOutside']({ folder: 'copies', permit }),
    reached: { ok: false, reason: 'not_absolute' },
  },
  {
    ...{ name: 'print.examine', action: 'settings', other: 'enrol', refused: { state: 'not_allowed' }, uses: 3 },
    call: (permit) => handlers['print.examine']({ address, permit }),
    reached: { state: 'unreachable' },
  },
  {
    ...{ name: 'print.test', action: 'settings', other: 'enrol', refused: { sent: 'not_allowed' }, uses: 3 },
    call: (permit) => handlers['print.test']({ address, abilities: null, bytes: Uint8Array.of(65, 10), permit }),
    reached: { sent: 'nothing' },
  },
]

const permitFor = async (action: PermitAction, who = MANAGER): Promise<string> => {
  const given = await handlers['staff.permit']({ ...who, action })
  if (!given.ok) throw new Error(given.reason)
  return given.permit
}

test('each method that takes a permit is guarded, and looked at here', () => {
  const takesPermit = METHOD_NAMES.filter((name) => 'permit' in methods[name].input.entries)
  expect(Object.keys(guardedHandlers(parts, setUpHandlers(parts.printer))).toSorted()).toEqual(takesPermit.toSorted())
  expect(CASES.map(({ name }) => name).toSorted()).toEqual(takesPermit.toSorted())
})

test.each(CASES)(
  '$name is refused without a permit, with one that is made up, and with one for $other',
  async (one) => {
    const before = parts.settings.read()
    const permits = [null, '', 'a'.repeat(32), parts.permits.give(one.other, 'wang-fang')]
    for (const permit of permits) expect(await one.call(permit)).toMatchObject(one.refused)
    expect(parts.settings.read()).toEqual(before)
    expect(parts.backup.status().folder).toBeNull()
  },
)

test.each(CASES)(
  '$name is done with a manager’s PIN, and the log says whose',
  async ({ action, call, refused, ...one }) => {
    const permit = await permitFor(action)
    for (let use = 0; use < one.uses; use += 1) expect(await call(permit)).toMatchObject(one.reached)
    expect(JSON.parse(parts.log.read(1)[0] ?? '')).toMatchObject({
      event: 'permit.used',
      detail: `${action} wang-fang`,
    })
    if (one.uses < 3) expect(await call(permit)).toMatchObject(refused)
  },
)

test.each(CASES)('$name is refused with a permit of ten minutes ago, or one that was ended', async (one) => {
  const old = parts.permits.give(one.action, 'wang-fang')
  clock += 10 * 60_000
  expect(await one.call(old)).toMatchObject(one.refused)
  const ended = parts.permits.give(one.action, 'wang-fang')
  expect(await handlers['staff.endPermits']({})).toEqual({ ok: true })
  expect(await one.call(ended)).toMatchObject(one.refused)
})

test('a permit ends where somebody signs in', async () => {
  const permit = parts.permits.give('settings', 'wang-fang')
  expect(await handlers['staff.verify'](CASHIER)).toMatchObject({ ok: true })
  expect(parts.permits.use('settings', permit)).toBeNull()
})

test('a cashier’s PIN gives no permit, a wrong one neither, and counts', async () => {
  const action = 'settings'
  expect(await handlers['staff.permit']({ ...CASHIER, action })).toMatchObject({ ok: false, reason: 'not_a_manager' })
  const wrong = { id: 'wang-fang', pin: '0000', action } as const
  expect(await handlers['staff.permit'](wrong)).toMatchObject({ ok: false, reason: 'wrong_pin', left: 4 })
  expect(await handlers['staff.permit']({ id: 'nobody', pin: '2580', action })).toMatchObject({
    ok: false,
    reason: 'unknown_person',
  })
  expect(await handlers['staff.verify'](MANAGER)).toMatchObject({ ok: true })
})

test('a wrong PIN of somebody else ends no permit', async () => {
  const permit = parts.permits.give('settings', 'wang-fang')
  expect(await handlers['staff.verify']({ ...CASHIER, pin: '0000' })).toMatchObject({ ok: false })
  expect(parts.permits.use('settings', permit)).toBe('wang-fang')
})

test('anybody may change language and look, and nothing else along with them', async () => {
  const settings = { ...parts.settings.read(), language: 'en', theme: 'dark' } as const
  expect(await handlers['settings.write']({ settings, permit: null })).toEqual({ ok: true })
  const more = { ...settings, theme: 'light', cashierDiscountBp: 10_000 } as const
  expect(await handlers['settings.write']({ settings: more, permit: null })).toEqual(NOT_ALLOWED)
  expect(parts.settings.read()).toEqual(settings)
})
