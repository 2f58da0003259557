import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../electron/default-settings.ts'
import { sha256 } from '../../electron/parts.ts'
import { openSpoolLog } from '../../electron/printing/spool-log.ts'
import { openSettings } from '../../electron/settings.ts'
import { parseRoster } from '../../electron/staff/roster.ts'
import { isRight } from '../../electron/staff/verifier.ts'
import type { EntryBody } from '../../shared/journal/entry.ts'
import { parseEntry, readLine } from '../../shared/journal/line.ts'
import { headBeforeGenesis, headOf, seal } from '../../shared/journal/seal.ts'
import { verifyChain } from '../../shared/journal/verify-chain.ts'

// Written by version 0.1.0 and never again: whoever updates a till must find everything that it kept.
const kept = (name: string): string => path.join(import.meta.dirname, '../fixtures/first-version', name)
const textOf = (name: string): string => readFileSync(kept(name), 'utf8')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-first-version-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = textOf('entries.journal').split('\n').slice(0, -1)
const entries = lines.map((line) => {
  const read = readLine(line, sha256)
  const parsed = parseEntry(read.ok ? read.value.text : '')
  if (!parsed.ok) throw new Error(`${line.slice(0, 200)}: ${parsed.detail}`)
  return parsed.value
})

test('its journal is one chain of entries that are all understood', () => {
  const beginning = headBeforeGenesis(entries[0]?.till ?? '', 1)
  expect(verifyChain(beginning, lines, sha256)).toMatchObject({ ok: true, count: 14 })
  expect(new Set(entries.map(({ kind }) => kind)).size).toBe(13)
})

test('each of its entries would be sealed in the very same bytes today', () => {
  let head = headBeforeGenesis(entries[0]?.till ?? '', 1)
  for (const [index, { at, by, shift, kind, body }] of entries.entries()) {
    const sealed = seal(head, { kind, body } as EntryBody, { at, by, shift }, sha256)
    if (!sealed.ok) throw new Error(`${kind}: ${sealed.detail}`)
    expect(`${sealed.value.hash} ${sealed.value.text}`).toBe(lines[index])
    head = headOf(sealed.value)
  }
})

test('its settings hold', () => {
  copyFileSync(kept('settings.json'), path.join(folder, 'settings.json'))
  const troubles: string[] = []
  const started = { userDataFolder: null, sample: false, headOffice: null, language: null }
  const defaults = defaultSettings({ ...started, printer: null, printerVirtualFolder: null })
  const settings = openSettings({ folder, defaults, now: () => 0, onTrouble: (detail) => troubles.push(detail) })
  const { printer, ...others } = JSON.parse(textOf('settings.json'))
  const { id, name, kind, host, port, profile } = printer
  expect(settings.read()).toEqual({
    ...others,
    printers: [{ id, name, address: { kind, host, port }, profile, columns: 48, abilities: null }],
    receiptPrinter: id,
  })
  expect(troubles).toEqual([])
})

test('its staff come in with their PINs, and its recovery code still counts', async () => {
  const roster = parseRoster(textOf('staff.json'))
  expect(roster?.people.map(({ id, role }) => [id, role])).toEqual([
    ['wang-fang', 'manager'],
    ['li-lei', 'cashier'],
  ])
  const [manager] = roster?.people ?? []
  if (!manager || !roster?.recovery) throw new Error('no manager, or no recovery code')
  expect(await isRight(manager.verifier, '2580')).toBe(true)
  expect(await isRight(roster.recovery.verifier, '0123456789ABCDEF')).toBe(true)
})

test("its print spool's log is read to the end", () => {
  copyFileSync(kept('spool-log.txt'), path.join(folder, 'spool.log'))
  const { log, records } = openSpoolLog(folder, (read) => read)
  log.close()
  expect(log.isDamaged).toBe(false)
  expect(records.map(({ t }) => t)).toEqual(['base', 'begin', 'submit', 'state', 'state', 'submit', 'seen'])
})
