import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { type Holder, isAlive, SingleInstanceLock, thisProcess } from './single-instance-lock.ts'

const folders: string[] = []
const freshFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-lock-'))
  folders.push(folder)
  return path.join(folder, 'instance')
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Processes that live and die as the test says. */
const world = () => {
  const alive = new Map<number, string>()
  const start = (pid: number, when: string, folder: string): SingleInstanceLock => {
    alive.set(pid, when)
    const isRunning = (holder: Holder) => alive.get(holder.pid) === holder.start
    return new SingleInstanceLock(folder, { self: { pid, start: when }, isAlive: isRunning })
  }
  return { start, kill: (pid: number) => alive.delete(pid) }
}

test('one of two holds, and the holder may ask again', () => {
  const folder = freshFolder()
  const { start } = world()
  const first = start(1, 'monday', folder)
  expect(first.acquire()).toBe(true)
  expect(start(2, 'monday', folder).acquire()).toBe(false)
  expect(first.acquire()).toBe(true)
})

test('the lock ends with its holder, and one file stays', () => {
  const folder = freshFolder()
  const { start, kill } = world()
  for (const pid of [1, 2, 3]) {
    expect(start(pid, 'monday', folder).acquire()).toBe(true)
    kill(pid)
  }
  expect(readdirSync(folder)).toStrictEqual(['3.holder'])
})

test("another process with the dead holder's number does not hold", () => {
  const folder = freshFolder()
  const { start, kill } = world()
  start(1, 'monday', folder).acquire()
  kill(1)
  start(1, 'tuesday', freshFolder())
  expect(start(2, 'tuesday', folder).acquire()).toBe(true)
})

test('a holder that a power cut left empty does not hold', () => {
  const folder = freshFolder()
  const { start } = world()
  start(1, 'monday', folder).acquire()
  writeFileSync(path.join(folder, '1.holder'), '')
  expect(start(2, 'monday', folder).acquire()).toBe(true)
})

test('this process is alive, and no other with its number is', () => {
  expect(isAlive(thisProcess())).toBe(true)
  expect(isAlive({ pid: process.pid, start: 'another time' })).toBe(false)
  expect(isAlive({ pid: 2 ** 22 + 1, start: '1' })).toBe(false)
})

test('the holder hears a knock', async () => {
  const folder = freshFolder()
  const { start } = world()
  const first = start(1, 'monday', folder)
  first.acquire()
  const heard: unknown[] = []
  first.onKnock((knock) => heard.push(knock))
  const knock = { argv: ['till', '--sample'], directory: '/', data: { table: 4 } }
  start(2, 'monday', folder).knock(knock)
  await expect.poll(() => heard).toStrictEqual([knock])
  expect(readdirSync(folder)).toStrictEqual(['1.holder'])
})

test('of many processes that find the holder dead at once, one succeeds it', async () => {
  const folder = freshFolder()
  new SingleInstanceLock(folder, { self: { pid: 1, start: 'long ago' }, isAlive }).acquire()
  const program = `
    const { SingleInstanceLock } = await import(${JSON.stringify(path.join(import.meta.dirname, 'single-instance-lock.ts'))})
    process.stdin.once('data', () => console.log(new SingleInstanceLock(${JSON.stringify(folder)}).acquire()))
    process.stdin.once('end', () => process.exit())
    console.log('ready')
  `
  const starters = Array.from({ length: 6 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  for (const { lines } of starters) expect((await lines.next()).value).toBe('ready')
  for (const { child } of starters) child.stdin.write('go\n')
  const outcomes = await Promise.all(starters.map(async ({ lines }) => (await lines.next()).value))
  for (const { child } of starters) child.stdin.end()
  expect(outcomes.filter((outcome) => outcome === 'true')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'false')).toHaveLength(5)
}, 30_000)
