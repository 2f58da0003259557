import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { backendOf } from './backend.ts'

const tillWith = (...files: string[]): string => {
  const till = mkdtempSync(path.join(tmpdir(), 'counterfoil-backend-'))
  for (const file of files) {
    const whole = path.join(till, 'chromium', 'Default', 'IndexedDB', file)
    mkdirSync(path.dirname(whole), { recursive: true })
    writeFileSync(whole, '')
  }
  return till
}

test('the backend is told by the files that lie there, not by what was asked for', () => {
  expect(backendOf(tillWith())).toBeNull()
  expect(backendOf(tillWith('app.indexeddb.leveldb/MANIFEST-000001', 'app.indexeddb.leveldb/CURRENT'))).toBe('leveldb')
  expect(backendOf(tillWith('app/1234', 'app/1234-wal'))).toBe('sqlite')
})
