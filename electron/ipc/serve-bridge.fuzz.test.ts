import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MethodName, methods } from '../../shared/bridge/bridge.ts'
import { channelOf, METHOD_NAMES } from '../../shared/bridge/names.ts'
import { type PermitAction, permitActionSchema } from '../../shared/bridge/permit.ts'
import { toLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis, seal } from '../../shared/journal/seal.ts'
import { harshJson, nearly } from '../../test/fuzz/harsh-json.ts'
import { MANY } from '../../test/fuzz/runs.ts'
import { readArguments } from '../arguments.ts'
import { makeHandlers } from '../bridge-handlers.ts'
import { openParts, type Parts, sha256 } from '../parts.ts'
import { openFontFile } from '../printing/font-file.ts'
import { type BridgeCall, serveBridge } from './serve-bridge.ts'

const CALLER: BridgeCall = { senderFrame: { origin: 'app://counterfoil' } }
let dataFolder = ''
let parts: Parts
const channels = new Map<string, (call: BridgeCall, input: unknown) => Promise<unknown>>()
const errors: string[] = []
const strays: unknown[] = []
const onStray = (reason: unknown) => strays.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', onStray)
  dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-bridge-fuzz-'))
  const started = readArguments(['--sample', '--printer=tcp:127.0.0.1:9'])
  if (!started.ok) throw new Error(started.detail)
  const nothing = () => undefined
  const found = await openParts({
    ...{ dataFolder, started: started.value, keychain: null, version: '0.1.0', now: Date.now },
    onPrintChange: nothing,
    onSyncChange: nothing,
    onSyncReady: nothing,
  })
  if (!found.ok) throw new Error(found.reason)
  parts = found.parts
  serveBridge({
    ipcMain: { handle: (channel, listener) => void channels.set(channel, listener) },
    handlers: makeHandlers(parts, {
      ...{ version: '0.1.0', boot: 'boot', now: Date.now, close: nothing, openAnew: nothing },
      shell: () => ({ name: 'chromium', version: '1' }),
      documentsFolder: path.join(dataFolder, 'documents'),
      font: openFontFile(path.join(import.meta.dirname, '../printing/dot-font/receipt-dots.bin')),
      noteBrokenStorage: () => ({ ok: false, reason: 'no_copy' }),
    }),
    origin: 'app://counterfoil',
    logError: (event, detail) => errors.push(`${event} ${detail}`),
    onCall: nothing,
  })
})

afterAll(async () => {
  await parts.spool.close()
  await parts.printer.close()
  parts.mirror.close()
  process.off('unhandledRejection', onStray)
  rmSync(dataFolder, { recursive: true })
})

const entryLine = (): string => {
  const body = { staff: 'wang-fang', name: '王芳', role: 'manager', change: 'added' } as const
  const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
  const head = headBeforeGenesis(parts.identity.till, 1)
  const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
  if (!sealed.ok) throw new Error(sealed.detail)
  return toLine(sealed.value)
}

/** An input in good form for each method, of nobody's PIN: scrypt is not what is looked at here. */
const forms = (): Record<MethodName, Record<string, unknown>> => {
  const hash = 'c'.repeat(64)
  const pin = '2580'
  const totals = { sales: 0, salesTotal: 0, refunds: 0, refundTotal: 0 }
  const bytes = Uint8Array.of(65, 10)
  const address = { kind: 'tcp', host: '127.0.0.1', port: 9 }
  const none = Object.fromEntries(METHOD_NAMES.map((name) => [name, {}])) as Record<MethodName, Record<string, unknown>>
  return {
    ...none,
    'app.log': { level: 'info', event: 'x', detail: 'y' },
    'app.readLog': { limit: 5 },
    'identity.signHead': { epoch: 1, seq: 1, hash },
    'identity.signSale': { line: entryLine() },
    'settings.write': { settings: parts.settings.read(), permit: parts.permits.give('settings', 'wang-fang') },
    'staff.setUp': { managerName: '王芳', pin },
    'staff.told': { count: 0 },
    'staff.add': { managerId: 'nobody', managerPin: pin, staff: { id: 'x', name: 'x', role: 'cashier' }, pin },
    'staff.verify': { id: 'nobody', pin },
    'staff.permit': { id: 'nobody', pin, action: 'settings' },
    'staff.recover': { id: 'nobody', code: 'x', pin },
    'staff.renewRecovery': { managerId: 'nobody', managerPin: pin },
    'mirror.append': { lines: [entryLine()] },
    'mirror.read': { after: 0, limit: 5 },
    'mirror.salvage': { after: 0, limit: 5 },
    'mirror.rebuild': { lines: [entryLine()], complete: false },
    'mirror.chooseOutside': { folder: null, permit: parts.permits.give('outside_copy', 'wang-fang') },
    'print.position': { journal: { head: 1, outcomes: 0 } },
    'print.submit': { through: 3, jobs: [{ id: '1.1:receipt:1', kind: 'document', title: 'x', bytes }] },
    'print.outcomes': { after: 0, limit: 5 },
    'print.resolve': { id: 'x' },
    'print.paper': { limit: 5 },
    // Without a permit: nothing that is named here is connected to.
    'print.examine': { address, permit: null },
    'print.test': { address, abilities: null, bytes, permit: null },
    'sync.enrol': { url: 'nowhere', code: 'ABCDEFGH', permit: parts.permits.give('enrol', 'wang-fang') },
    'sync.push': { epoch: 1, lines: [] },
    'sync.pull': { epoch: 1, after: 0 },
    'backup.make': { journal: { epoch: 1, seq: 1, hash, totals } },
    'backup.setUp': {
      folder: path.join(dataFolder, 'backups'),
      newPassphrase: false,
      permit: parts.permits.give('backup', 'wang-fang'),
    },
  }
}

/** What crosses a window's border beside JSON. */
const cloneable = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  new Date(Number.NaN),
  new Map([['till', 1]]),
  new Set([1]),
  /x/g,
  new Error('x'),
  new ArrayBuffer(8),
  Uint8Array.of(27, 64),
  new Float64Array(2),
  new Array(3),
  Object.assign([], { more: 1 }),
  Object.create(null),
)
const loop: Record<string, unknown> = {}
loop.self = loop

const anything = fc.oneof(cloneable, harshJson, fc.constant<unknown>(loop), fc.anything({ maxDepth: 2 }))

/** Everything on disk but the log, which a refusal is written to. */
const everything = (): string => {
  const hash = createHash('sha256')
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files.map(({ parentPath, name }) => path.join(parentPath, name)).toSorted()) {
    if (!file.includes(`${path.sep}log${path.sep}`)) hash.update(file).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const call = async (name: MethodName, input: unknown) => {
  const before = errors.length
  try {
    const answer = await channels.get(channelOf(name))?.(CALLER, input)
    return { answer, refused: null, said: errors.slice(before) }
  } catch (error) {
    return { answer: null, refused: String(error), said: errors.slice(before) }
  }
}

/** Folders are where a test may write, whatever they are called. */
const within = (input: unknown): unknown => {
  if (typeof input !== 'object' || input === null || !('folder' in input)) return input
  const { folder } = input
  if (typeof folder !== 'string' || folder.startsWith(dataFolder)) return input
  return { ...input, folder: path.join(dataFolder, 'chosen', encodeURIComponent(folder.toWellFormed()).slice(0, 30)) }
}

const attempt = fc.constantFrom(...METHOD_NAMES).chain((name) =>
  fc
    .oneof(
      { weight: 3, arbitrary: anything },
      { weight: 3, arbitrary: fc.constant(null).chain(() => nearly(forms()[name])) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.nat(), anything)
          .map(([at, value]) => ({ ...forms()[name], [Object.keys(forms()[name])[at % 3] ?? 'more']: value })),
      },
      { weight: 1, arbitrary: fc.constant(null).map(() => forms()[name]) },
    )
    .map((input) => ({ name, input: within(input) })),
)

test('no value breaks a method: it is refused without a trace, or answered as the contract says', async () => {
  await fc.assert(
    fc.asyncProperty(attempt, async ({ name, input }) => {
      const isAllowed = v.safeParse(methods[name].input, input).success
      const before = isAllowed ? '' : everything()
      const { answer, refused, said } = await call(name, input)
      if (isAllowed) {
        expect([said, refused]).toEqual([[], null])
        expect(v.safeParse(methods[name].output, answer).success).toBe(true)
        return
      }
      expect(refused).toBe(`Error: ${name}: bad_input`)
      expect(said).toHaveLength(1)
      expect(said[0]?.length).toBeLessThan(1_000)
      expect(everything()).toBe(before)
    }),
    MANY,
  )
  expect(strays).toEqual([])
}, 60_000)

const GUARDED = [
  'settings.write',
  'sync.enrol',
  'backup.setUp',
  'mirror.chooseOutside',
  'print.examine',
  'print.test',
] as const

/** No permit, one that is made up, or one for something else. */
const noPermit = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 100 }),
  fc.constantFrom(...permitActionSchema.options).map((action) => ({ action })),
)
const OWN = {
  'settings.write': 'settings',
  'sync.enrol': 'enrol',
  'backup.setUp': 'backup',
  'mirror.chooseOutside': 'outside_copy',
  'print.examine': 'settings',
  'print.test': 'settings',
} as const satisfies Record<(typeof GUARDED)[number], PermitAction>

test('what a manager has to allow is done for no permit but theirs, and leaves no trace without', async () => {
  const attempts = fc
    .tuple(fc.constantFrom(...GUARDED), noPermit)
    .filter(([name, permit]) => permit === null || typeof permit === 'string' || permit.action !== OWN[name])
  await fc.assert(
    fc.asyncProperty(attempts, async ([name, guess]) => {
      const permit = guess === null || typeof guess === 'string' ? guess : parts.permits.give(guess.action, 'wang-fang')
      const settings = { ...parts.settings.read(), cashierDiscountBp: 9_999 }
      const before = everything()
      const { answer, refused } = await call(name, {
        ...forms()[name],
        ...(name === 'settings.write' ? { settings } : {}),
        permit,
      })
      expect(refused).toBeNull()
      expect(JSON.stringify(answer)).toContain('not_allowed')
      expect(everything()).toBe(before)
    }),
    MANY,
  )
})

test.each<[MethodName, unknown]>([
  ['mirror.append', { lines: new Array(500_000).fill(1) }],
  ['print.submit', { through: 1, jobs: new Array(300_000).fill({}) }],
  ['settings.read', Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`m${at}`, 1]))],
])('a refusal of very many faults in %s is said in few words', async (name, input) => {
  const { refused, said } = await call(name, input)
  expect(refused).toBe(`Error: ${name}: bad_input`)
  expect(said[0]?.length).toBeLessThan(1_000)
})
