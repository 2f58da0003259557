import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Settings } from '../shared/bridge/settings-methods.ts'
import { readArguments } from './arguments.ts'
import { defaultSettings } from './default-settings.ts'
import { openSettings } from './settings.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const seedOf = (...args: string[]): Settings => {
  const read = readArguments(args)
  if (!read.ok) throw new Error(read.detail)
  return defaultSettings(read.value)
}
const open = (defaults = seedOf()) => {
  const troubles: string[] = []
  const settings = openSettings({ folder, defaults, now: () => 7, onTrouble: (detail) => troubles.push(detail) })
  return { ...settings, troubles }
}

test('a first start keeps its defaults, and the command line seeds only that one', () => {
  open(seedOf('--language=en', '--printer=tcp:10.0.0.9:9100'))
  expect(open(seedOf('--language=zh')).read()).toMatchObject({
    language: 'en',
    printers: [{ address: { kind: 'tcp', host: '10.0.0.9', port: 9_100 }, name: 'Counter printer' }],
  })
})

test('a simulated printer is named as one, wherever it runs', () => {
  expect(seedOf().printers).toMatchObject([{ address: { kind: 'virtual' }, name: '虚拟打印机' }])
  const outside = seedOf('--printer=tcp:127.0.0.1:9100', '--printer-virtual-folder=/tmp/paper')
  expect(outside.printers).toMatchObject([{ address: { kind: 'tcp' }, name: '虚拟打印机' }])
})

test('what was written is there after a restart', () => {
  const first = open()
  expect(first.write({ ...first.read(), theme: 'dark' })).toEqual({ ok: true })
  expect(open().read().theme).toBe('dark')
})

const DAMAGED: readonly [string, string][] = [
  ['not JSON', '{"language":'],
  ['of another shape', '{"language":"fr"}'],
  ['empty', ''],
]
const file = () => path.join(folder, 'settings.json')

test.each(DAMAGED)('a file that is %s is kept aside, said, and without a copy the defaults are used', (_name, text) => {
  writeFileSync(file(), text)
  const settings = open()
  expect(settings.read()).toEqual(seedOf())
  expect(settings.troubles).toHaveLength(1)
  expect(readFileSync(`${file()}.unreadable-7`, 'utf8')).toBe(text)
  expect(readdirSync(folder)).toContain('settings.json')
})

test.each<[string, () => void]>([
  ...DAMAGED.map(([name, text]): [string, () => void] => [name, () => writeFileSync(file(), text)]),
  ['gone', () => rmSync(file())],
])('a file that is %s comes back from its copy, with the real printer and the lower limit', (_name, harm) => {
  const first = open(seedOf('--printer=tcp:10.0.0.9:9100'))
  first.write({ ...first.read(), cashierDiscountBp: 0 })
  harm()
  const again = open()
  expect(again.read()).toMatchObject({ cashierDiscountBp: 0, printers: [{ address: { host: '10.0.0.9' } }] })
  expect(again.troubles.at(-1)).toContain('its copy is used')
  expect(open().troubles).toEqual([])
})

test('a lost copy is written again', () => {
  open(seedOf('--language=en'))
  rmSync(path.join(folder, 'settings.copy.json'))
  open()
  rmSync(file())
  expect(open().read().language).toBe('en')
})

test('a write that fails is said, and what was read before still holds', () => {
  const settings = open()
  rmSync(folder, { recursive: true })
  expect(settings.write({ ...settings.read(), theme: 'dark' })).toMatchObject({ ok: false, reason: 'write_failed' })
  expect(settings.read().theme).toBe('system')
})
