import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeDrawer } from '../../../shared/escpos/encode.ts'
import { GENERIC_80 } from '../../../shared/escpos/profile.ts'
import { dotFont } from '../../../test/fixtures/dot-font.ts'
import { lastJobIn, saveJob } from './save-job.ts'

const golden = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, `../../../test/fixtures/golden/sale-80mm-zh.${name}`))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a job is kept as its bytes, its words, and the picture that the golden receipt has', () => {
  saveJob(folder, 7, golden('bin'), { profile: GENERIC_80, font: dotFont() })
  expect(readdirSync(folder).toSorted()).toEqual(['000007.bin', '000007.png', '000007.txt'])
  expect(readFileSync(path.join(folder, '000007.bin')).equals(golden('bin'))).toBe(true)
  expect(readFileSync(path.join(folder, '000007.png')).equals(golden('png'))).toBe(true)
  expect(readFileSync(path.join(folder, '000007.txt'), 'utf8')).toContain('小票号')
  expect(lastJobIn(folder)).toBe(7)
})

test('a pulse of the drawer moves no paper and has no picture', () => {
  saveJob(folder, 1, encodeDrawer(GENERIC_80), { profile: GENERIC_80, font: dotFont() })
  expect(readdirSync(folder).toSorted()).toEqual(['000001.bin', '000001.txt'])
})
