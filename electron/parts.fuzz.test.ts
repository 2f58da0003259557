import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MethodName, methods } from '../shared/bridge/bridge.ts'
import { channelOf } from '../shared/bridge/names.ts'
import type { PermitAction } from '../shared/bridge/permit.ts'
import { toLine } from '../shared/journal/line.ts'
import { headBeforeGenesis, headOf, seal } from '../shared/journal/seal.ts'
import { harmed } from '../test/fuzz/harmed.ts'
import { harshJson } from '../test/fuzz/harsh-json.ts'
import { FEW } from '../test/fuzz/runs.ts'
import { readArguments } from './arguments.ts'
import { makeHandlers } from './bridge-handlers.ts'
import { serveBridge } from './ipc/serve-bridge.ts'
import { openParts, sha256 } from './parts.ts'
import { openFontFile } from './printing/font-file.ts'

const nothing = () => undefined

/** A whole main process on a data folder, but for its window. */
const start = async (dataFolder: string) => {
  const started = readArguments(['--printer=tcp:127.0.0.1:9'])
  if (!started.ok) throw new Error(started.detail)
  const found = await openParts({
    ...{ dataFolder, started: started.value, keychain: null, version: '0.1.0', now: Date.now },
    onPrintChange: nothing,
    onSyncChange: nothing,
    onSyncReady: nothing,
  })
  if (!found.ok) throw new Error(found.reason)
  const { parts } = found
  const channels = new Map<string, (call: { senderFrame: { origin: string } }, input: unknown) => Promise<unknown>>()
  serveBridge({
    ipcMain: { handle: (channel, listener) => void channels.set(channel, listener) },
    handlers: makeHandlers(parts, {
      ...{ version: '0.1.0', boot: 'boot', now: Date.now, close: nothing, openAnew: nothing },
      shell: () => ({ name: 'chromium', version: '1' }),
      documentsFolder: path.join(dataFolder, 'documents'),
      font: openFontFile(path.join(import.meta.dirname, 'printing/dot-font/receipt-dots.bin')),
      noteBrokenStorage: () => ({ ok: false, reason: 'no_copy' }),
    }),
    origin: 'app://counterfoil',
    logError: (event, detail) => {
      throw new Error(`${event}: ${detail}`)
    },
    onCall: nothing,
  })
  const call = async (name: MethodName, input: object = {}) =>
    channels.get(channelOf(name))?.({ senderFrame: { origin: 'app://counterfoil' } }, input)
  const stop = async () => {
    await parts.outsideCopy.close()
    await parts.spool.close()
    await parts.printer.close()
    parts.mirror.close()
  }
  return { call, parts, stop }
}

const entryLines = (till: string): string[] => {
  const at = { utc: 1_790_000_000_000, offset: 480, boot: 'b', mono: 1 }
  let head = headBeforeGenesis(till, 1)
  return ['一', '二', '三'].map((name) => {
    const body = { staff: 'li-lei', name, role: 'cashier', change: 'added' } as const
    const sealed = seal(head, { kind: 'STAFF_CHANGED', body }, { at, by: null, shift: null }, sha256)
    if (!sealed.ok) throw new Error(sealed.detail)
    head = headOf(sealed.value)
    return toLine(sealed.value)
  })
}

let base = ''
let whole = ''
let names: string[] = []

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .filter((name) => !name.startsWith('log'))
    .toSorted()

beforeAll(async () => {
  base = mkdtempSync(path.join(tmpdir(), 'counterfoil-parts-fuzz-'))
  whole = path.join(base, 'whole')
  mkdirSync(path.join(base, 'stick'))
  mkdirSync(whole)
  const { call, parts, stop } = await start(whole)
  await call('staff.setUp', { managerName: '王芳', pin: '2580' })
  const settings = { ...Object(await call('settings.read')), theme: 'dark' }
  await call('settings.write', { settings, permit: null })
  await call('mirror.append', { lines: entryLines(parts.identity.till) })
  await call('print.position', { journal: { head: 3, outcomes: 0 } })
  const job = { id: '1.4:receipt:1', kind: 'document', title: 'x', bytes: Uint8Array.of(65, 10) }
  await call('print.submit', { through: 4, jobs: [job] })
  const allow = async (action: PermitAction) => {
    const { permit } = Object(await call('staff.permit', { id: 'manager', pin: '2580', action }))
    return { permit }
  }
  await call('mirror.chooseOutside', { folder: path.join(base, 'stick'), ...(await allow('outside_copy')) })
  const backups = { folder: path.join(base, 'backups'), newPassphrase: false }
  await call('backup.setUp', { ...backups, ...(await allow('backup')) })
  await stop()
  const label = {
    store: 'BJ01',
    storeName: '样例',
    tillCode: '01',
    headOfficeKey: 'A'.repeat(43).concat('='),
    keyId: 'k',
  }
  const enrolment = { url: 'http://127.0.0.1:9', ...label, stopped: null }
  writeFileSync(path.join(whole, 'transport', 'enrolment.json'), JSON.stringify(enrolment))
  names = filesIn(whole)
}, 60_000)
afterAll(() => rmSync(base, { recursive: true }))

const QUESTIONS: readonly (readonly [MethodName, object])[] = [
  ['app.info', {}],
  ['settings.read', {}],
  ['staff.list', {}],
  ['mirror.tail', {}],
  ['mirror.read', { after: 0, limit: 500 }],
  ['mirror.salvage', { after: 0, limit: 500 }],
  ['mirror.outside', {}],
  ['print.position', {}],
  ['print.open', {}],
  ['print.status', {}],
  ['print.outcomes', { after: 0, limit: 500 }],
  ['sync.status', {}],
  ['backup.status', {}],
]

/** Whether bytes stand somewhere in a folder: under any name, or as a journal and the torn tail that was cut off it. */
const isKept = (folder: string, bytes: Buffer): boolean => {
  const names = filesIn(folder)
  const read = (name: string) => readFileSync(path.join(folder, name))
  const torn = names.filter((name) => name.endsWith('.torn-1'))
  const whole = torn.map((name) => Buffer.concat([read(name.slice(0, -'.torn-1'.length)), read(name)]))
  return [...names.map(read), ...whole].some((content) => content.equals(bytes))
}

test('with any of its files harmed, the till starts, answers every question, and has thrown nothing away', async () => {
  expect(names.length).toBeGreaterThan(8)
  const harm = fc.nat().chain((nth) => {
    const name = names[nth % names.length] ?? ''
    const bytes = readFileSync(path.join(whole, name))
    const json = harshJson.map((value) => Buffer.from(JSON.stringify(value)))
    return fc
      .oneof({ weight: 3, arbitrary: harmed(bytes) }, { weight: 1, arbitrary: json })
      .map((now) => ({ name, now }))
  })
  await fc.assert(
    fc.asyncProperty(harm, async ({ name, now }) => {
      const folder = mkdtempSync(path.join(base, 'run-'))
      cpSync(whole, folder, { recursive: true })
      writeFileSync(path.join(folder, name), now)
      const { call, stop } = await start(folder)
      for (const [method, input] of QUESTIONS) {
        const answer = await call(method, input)
        expect([method, v.safeParse(methods[method].output, answer).success]).toEqual([method, true])
      }
      await stop()
      if (/\.journal$|identity|staff\.json/.test(name)) expect([name, isKept(folder, now)]).toEqual([name, true])
    }),
    FEW,
  )
}, 60_000)
