import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noteBrokenStorage, setBrokenStorageAside } from './broken-storage.ts'

let folder: string
const parts = (hasCopy = true, storageFolder: string | null = path.join(folder, 'browser')) => ({
  dataFolder: folder,
  storageFolder,
  hasCopy: () => hasCopy,
  now: () => 7,
})

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-storage-'))
  mkdirSync(path.join(folder, 'browser', 'IndexedDB'), { recursive: true })
  writeFileSync(path.join(folder, 'browser', 'IndexedDB', 'MANIFEST'), 'broken')
})
afterEach(() => rmSync(folder, { recursive: true }))

const browserFiles = () => readdirSync(path.join(folder, 'browser'))

test('a start that knows of nothing broken leaves the databases alone', () => {
  expect(setBrokenStorageAside(parts())).toBeNull()
  expect(browserFiles()).toEqual(['IndexedDB'])
})

test('what was noted is set aside at the next start, whole and only once', () => {
  expect(noteBrokenStorage(parts())).toEqual({ ok: true })
  const aside = setBrokenStorageAside(parts()) ?? ''
  expect(readFileSync(path.join(aside, 'MANIFEST'), 'utf8')).toBe('broken')
  mkdirSync(path.join(folder, 'browser', 'IndexedDB'))
  expect(setBrokenStorageAside(parts())).toBeNull()
  expect(browserFiles().toSorted()).toEqual(['IndexedDB', 'IndexedDB.unreadable-7'])
})

test('a start that was cut between the two steps ends what it began', () => {
  noteBrokenStorage(parts())
  rmSync(path.join(folder, 'browser', 'IndexedDB'), { recursive: true })
  expect(setBrokenStorageAside(parts())).toBeNull()
  expect(existsSync(path.join(folder, 'storage-broken'))).toBe(false)
})

test('the only copy of a journal is left where it is', () => {
  expect(noteBrokenStorage(parts(false))).toEqual({ ok: false, reason: 'no_copy' })
  noteBrokenStorage(parts())
  expect(setBrokenStorageAside(parts(false))).toBeNull()
  expect(browserFiles()).toEqual(['IndexedDB'])
})

test('a session in memory has nothing to set aside', () => {
  expect(noteBrokenStorage(parts(true, null))).toEqual({ ok: false, reason: 'no_copy' })
})
