import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { judgeFreeSpace, readDisk } from './disk.ts'
import { checkDataFolder, notASampleProblem, openProblem } from './start-checks.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a folder that can be written is made, and nothing is left in it', () => {
  const data = path.join(folder, 'new', 'data')
  expect(checkDataFolder(data)).toBeNull()
  expect(readdirSync(data)).toEqual([])
})

test('one that cannot be written is named, in both languages, with what is safe', () => {
  const data = path.join(folder, 'data')
  writeFileSync(data, 'a file')
  const problem = checkDataFolder(data)
  expect(problem).toMatchObject({ exitCode: 5 })
  expect(problem?.text).toContain(data)
  expect(problem?.text).toContain('已有的销售记录没有被改动')
  expect(problem?.text).toContain('Sales that were kept are untouched')
})

test('only what a file or the disk has caused is blamed on the folder', () => {
  const failure = (more: object) => Object.assign(new Error('failed'), more)
  expect(openProblem('/data', failure({ code: 'EACCES', path: '/data/x' })).exitCode).toBe(5)
  expect(openProblem('/data', failure({ code: 'ENOSPC', syscall: 'write' })).exitCode).toBe(5)
  expect(openProblem('/data', failure({ code: 'EADDRINUSE', syscall: 'listen' })).exitCode).toBe(1)
  expect(openProblem('/data', new TypeError('a bug')).text).toContain('a bug')
})

test('a sample that is asked for on a real restaurant’s data has a code of its own, and says what is safe', () => {
  const problem = notASampleProblem('/data')
  expect(problem.exitCode).toBe(6)
  expect(problem.text).toContain('/data')
  expect(problem.text).toContain('销售和员工密码都还在')
  expect(problem.text).toContain('sales and PINs are untouched')
})

test.each([
  [500_000_000, false, false],
  [499_999_999, true, false],
  [100_000_000, true, false],
  [99_999_999, true, true],
])('%i bytes free: low %s, full %s', (freeBytes, low, full) => {
  expect(judgeFreeSpace(freeBytes)).toEqual({ freeBytes, low, full })
})

test('the disk itself is asked', async () => {
  const { freeBytes } = await readDisk(folder)
  expect(Number.isSafeInteger(freeBytes)).toBe(true)
  await expect(readDisk(path.join(folder, 'missing'))).rejects.toThrow('ENOENT')
})
