import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MethodName } from '../shared/bridge/bridge.ts'
import { channelOf } from '../shared/bridge/names.ts'
import { toLine } from '../shared/journal/line.ts'
import { headBeforeGenesis, seal } from '../shared/journal/seal.ts'
import { readArguments } from './arguments.ts'
import { makeHandlers } from './bridge-handlers.ts'
import { serveBridge } from './ipc/serve-bridge.ts'
import { openParts, type Parts, sha256 } from './parts.ts'
import { openFontFile } from './printing/font-file.ts'

let dataFolder = ''
const opened: Parts[] = []
beforeEach(() => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-parts-'))
})
afterEach(async () => {
  for (const { spool, printer, mirror } of opened.splice(0)) {
    await spool.close()
    await printer.close()
    mirror.close()
  }
  rmSync(dataFolder, { recursive: true })
})

/** A whole main process on the data folder, but for its window: calls go through the served bridge. */
const start = async (...args: string[]) => {
  const started = readArguments(args)
  if (!started.ok) throw new Error(started.detail)
  const nothing = () => undefined
  const found = await openParts({
    ...{ dataFolder, started: started.value, keychain: null, version: '0.1.0', now: Date.now },
    onPrintChange: nothing,
    onSyncChange: nothing,
    onSyncReady: nothing,
  })
  if (!found.ok) throw new Error(found.reason)
  const { parts } = found
  opened.push(parts)
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
  return { call, parts }
}

test('a new till answers every question, each in the form that the bridge demands', async () => {
  const { call, parts } = await start('--sample')
  const { till } = parts.identity
  expect(await call('app.info')).toMatchObject({ till, sample: true, keyState: 'present', mirror: { state: 'good' } })
  expect(await call('staff.list')).toMatchObject({ samplePins: { 'wang-fang': '2580' } })
  expect(await call('mirror.tail')).toMatchObject({ tail: { till, epoch: 1, seq: 0 } })
  expect(await call('print.position')).toEqual({ seq: 0 })
  expect(await call('print.status')).toMatchObject({ waiting: 0, virtual: true })
  expect(await call('print.open')).toEqual({ jobs: [] })
  expect(await call('paper.font')).toMatchObject({ ok: true, packed: expect.any(Uint8Array) })
  expect(await call('print.outcomes', { after: 0, limit: 5 })).toEqual({ outcomes: [], end: 0 })
  expect(await call('print.paper', { limit: 5 })).toEqual({ virtual: true, jobs: [] })
  expect(await call('sync.status')).toMatchObject({ state: 'standalone' })
  expect(await call('sync.push', { epoch: 1, lines: [] })).toMatchObject({ ok: false, reason: 'standalone' })
  expect(await call('app.disk')).toMatchObject({ freeBytes: expect.any(Number) })
  expect(await call('app.exportArchive')).toMatchObject({ ok: true, entries: 0, signed: true })
  expect(await call('app.log', { level: 'info', event: 'hello' })).toEqual({ ok: true })
  expect(await call('app.readLog', { limit: 1 })).toMatchObject({ lines: [expect.stringContaining('screen.hello')] })
})

test('a restart finds the same till, staff and settings, whatever the command line now says', async () => {
  const first = await start('--sample')
  const settings = { ...first.parts.settings.read(), theme: 'dark' }
  expect(await first.call('settings.write', { settings, permit: null })).toEqual({ ok: true })
  const second = await start('--language=en', '--printer=tcp:127.0.0.1:9')
  expect(second.parts.identity.till).toBe(first.parts.identity.till)
  expect(await second.call('settings.read')).toEqual(settings)
  expect(await second.call('app.info')).toMatchObject({ sample: true })
})

test('a till that is not a sample begins without staff', async () => {
  const { call } = await start()
  expect(await call('app.info')).toMatchObject({ sample: false })
  expect(await call('staff.list')).toEqual({ staff: [], samplePins: null, lost: null, untold: [] })
})

test('what is printed on the built-in virtual printer can be seen', async () => {
  const { call } = await start('--sample')
  const bytes = Uint8Array.from(Buffer.from('hello\n'))
  const job = { id: 'RECEIPT:1', kind: 'document', title: 'receipt', bytes }
  expect(await call('print.submit', { through: 1, jobs: [job] })).toEqual({ ok: true })
  await expect
    .poll(() => call('print.outcomes', { after: 0, limit: 5 }))
    .toMatchObject({ outcomes: [{ job: 'RECEIPT:1', state: 'printed', evidence: 'confirmed' }] })
  // The printer keeps a slip a moment after it has answered for it.
  await expect
    .poll(() => call('print.paper', { limit: 5 }))
    .toMatchObject({ virtual: true, jobs: [{ number: 1, bytes }] })
})

test('a virtual printer outside the app is still known as one after a restart without its folder', async () => {
  const outside = ['--printer=tcp:127.0.0.1:9', `--printer-virtual-folder=${path.join(dataFolder, 'outside')}`]
  await start('--sample', ...outside)
  const { call } = await start()
  expect(await call('print.status')).toMatchObject({ virtual: true })
  expect(await call('print.paper', { limit: 5 })).toEqual({ virtual: true, jobs: [] })
})

test('a torn tail is told at the next start', async () => {
  const { parts } = await start()
  appendFileSync(parts.mirror.file, '0123')
  const { call } = await start()
  expect(await call('app.info')).toMatchObject({ mirror: { state: 'torn_tail_cut' } })
  expect(readdirSync(path.join(dataFolder, 'mirror')).some((name) => name.endsWith('.torn-1'))).toBe(true)
})

/** Puts a genesis into the mirror, as the renderer does after set-up. */
const beginJournal = ({ parts }: Awaited<ReturnType<typeof start>>, sample: boolean) => {
  const { till, epoch, publicKey } = parts.identity
  const restaurant = { restaurant: '胡同小馆', taxpayer: 'small_scale' as const, sample, parent: null }
  const body = { publicKey, random: '0'.repeat(26), app: '0.1.0', ...restaurant }
  const at = { utc: 1_790_000_000_000, offset: 480, boot: 'boot', mono: 0 }
  const sealed = seal(headBeforeGenesis(till, epoch), { kind: 'GENESIS', body }, { at, by: null, shift: null }, sha256)
  if (!sealed.ok) throw new Error(sealed.reason)
  expect(parts.mirror.append([toLine(sealed.value)])).toMatchObject({ ok: true })
}
const files = () => readdirSync(dataFolder).toSorted()
const removeStaff = () => {
  for (const name of files().filter((one) => one.startsWith('staff.'))) rmSync(path.join(dataFolder, name))
}

test.each([
  ['with its staff', () => undefined],
  ['whose staff file was deleted', removeStaff],
])('a real restaurant %s is not started as the sample, and no public PIN is written', async (_what, harm) => {
  const till = await start()
  await till.call('staff.setUp', { managerName: '王芳', pin: '9753' })
  beginJournal(till, false)
  harm()
  const before = files()
  await expect(start('--sample')).rejects.toThrow('not_a_sample')
  expect(files()).toEqual(before)
})

test('a real restaurant that was set up, but not begun, is not started as the sample either', async () => {
  const till = await start()
  await till.call('staff.setUp', { managerName: '王芳', pin: '9753' })
  await expect(start('--sample')).rejects.toThrow('not_a_sample')
})

test('a real restaurant whose staff files are gone is no first start', async () => {
  const till = await start()
  await till.call('staff.setUp', { managerName: '王芳', pin: '9753' })
  beginJournal(till, false)
  removeStaff()
  const { call } = await start()
  expect(await call('staff.list')).toMatchObject({ staff: [], lost: { why: 'missing', managers: [] } })
  expect(await call('staff.setUp', { managerName: '贼', pin: '0000' })).toMatchObject({ reason: 'staff_lost' })
})

test('the sample gets its public staff again where the file was lost, and the journal is owed an entry of it', async () => {
  beginJournal(await start('--sample'), true)
  removeStaff()
  const { call } = await start()
  expect(await call('staff.list')).toMatchObject({
    samplePins: { 'wang-fang': '2580' },
    untold: [{ change: 'sample_staff_made_again' }, {}, {}],
  })
})
