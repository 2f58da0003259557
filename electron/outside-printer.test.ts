import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { receiptPrinterOf } from '../shared/bridge/settings-methods.ts'
import { readArguments } from './arguments.ts'
import { defaultSettings } from './default-settings.ts'
import { rememberOutsidePrinter } from './outside-printer.ts'
import { openSettings, type SettingsFile } from './settings.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-outside-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const printer = { host: '127.0.0.1', port: 9_100 }
const settingsAt = (port: number): SettingsFile => {
  const read = readArguments([`--printer=tcp:127.0.0.1:${port}`])
  if (!read.ok) throw new Error(read.detail)
  return openSettings({ folder, defaults: defaultSettings(read.value), now: () => 0, onTrouble: () => undefined })
}
const nothing = { printer: null, printerVirtualFolder: null }

type Named = Parameters<typeof rememberOutsidePrinter>[1]
const remember = (named: Named, settings = settingsAt(1)) => rememberOutsidePrinter(folder, named, settings)

test('what the command line named once is known at later starts without it', () => {
  expect(remember(nothing)).toBeNull()
  remember({ printer, printerVirtualFolder: '/paper' })
  expect(remember(nothing)).toEqual({ ...printer, paperFolder: '/paper' })
  expect(remember({ printer, printerVirtualFolder: null })).toMatchObject({ port: 9_100 })
})

test('a later start may name another', () => {
  remember({ printer, printerVirtualFolder: '/paper' })
  remember({ printer: { ...printer, port: 9_101 }, printerVirtualFolder: '/other' })
  expect(remember(nothing)).toEqual({ ...printer, port: 9_101, paperFolder: '/other' })
})

test('a file that cannot be read names none', () => {
  writeFileSync(path.join(folder, 'virtual-printer.json'), '{"host":')
  expect(remember(nothing)).toBeNull()
})

test.each([
  ['that name it follow', 9_100, 9_101],
  ['that name another printer stay', 9_200, 9_200],
])('where it has moved, settings %s', (_what, before, after) => {
  const settings = settingsAt(before)
  remember({ printer, printerVirtualFolder: '/paper' }, settings)
  remember({ printer: { ...printer, port: 9_101 }, printerVirtualFolder: '/paper' }, settings)
  expect(receiptPrinterOf(settings.read()).address).toMatchObject({ port: after })
})
