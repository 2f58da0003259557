import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '../../build/processes/json-child.ts'
import { chooseShell } from '../../build/processes/shell-choice.ts'
import { readPaper } from '../../electron/printing/read-paper.ts'
import { readIndexedDb } from '../demo/evidence.ts'
import { eventually } from '../eventually.ts'
import { PATIENCE_MS } from '../patience.ts'
import { cashierAt } from './cashier.ts'
import { launchTill, type RunningTill } from './launch.ts'

const dataFolder = mkdtempSync(path.join(tmpdir(), 'counterfoil-lost-'))
const file = (...names: string[]) => path.join(dataFolder, 'data', ...names)
let till: RunningTill | null = null
let recoveryCode = ''

afterAll(async () => {
  await till?.kill()
  rmSync(dataFolder, { recursive: true, force: true })
})

const start = async () => {
  till = await launchTill({ dataFolder })
  return cashierAt(till.page)
}
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name))
const papers = () => readPaper(file('paper'), 100).length
const entries = () => {
  const name = readdirSync(file('mirror')).find((one) => one.endsWith('.journal')) ?? ''
  const lines = readFileSync(file('mirror', name), 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line.slice(65)))
}
const outcomes = () => entries().filter(({ kind }) => kind === 'PRINT_OUTCOME').length

test('a real restaurant is set up, sells and prints', async () => {
  const manager = await start()
  await manager.at('setup-restaurant').fill('胡同小馆')
  await manager.at('setup-manager').fill('王芳')
  await manager.at('setup-pin').fill('9753')
  await manager.at('setup-pin-again').fill('9753')
  await manager.tap('setup-own')
  recoveryCode = (await manager.at('recovery-code').textContent()) ?? ''
  await manager.tap('setup-continue')
  await manager.signIn('manager', '9753')
  await manager.openShift('500')
  await manager.ring('1002')
  await manager.payExactCash()
  await eventually(() => expect(outcomes()).toBe(2))
  await eventually(() => expect(papers()).toBe(2))
})

test('with the staff file damaged and print log and second copy gone, the till says so and makes no new manager', async () => {
  await till?.kill()
  writeFileSync(file('staff.json'), '{"format":1,"people":[')
  rmSync(file('mirror'), { recursive: true })
  rmSync(file('spool'), { recursive: true })
  const stranger = await start()
  await stranger.at('staff-lost').waitFor()
  expect(await stranger.at('staff-lost').textContent()).toMatch(/staff\.json\.unreadable-\d+/)
  expect(await stranger.at('staff-lost').locator('input').count()).toBe(0)
})

test('the recovery code lets the manager in again, and the journal tells of it', async () => {
  const { page } = till as RunningTill
  const manager = cashierAt(page)
  await manager.tap('recover-manager')
  await manager.at('recover-code').fill(recoveryCode)
  await manager.at('recover-pin').fill('8642')
  await manager.tap('recover-ok')
  expect(await manager.at('recovery-code').textContent()).not.toBe(recoveryCode)
  await manager.tap('recover-continue')
  await manager.signIn('manager', '8642')
  await manager.at('search').waitFor()
  await eventually(() =>
    expect(entries().filter(({ kind }) => kind === 'STAFF_CHANGED')).toMatchObject([
      { body: { change: 'added' } },
      { by: 'manager', body: { staff: 'manager', change: 'staff_file_recovered' } },
    ]),
  )
})

test('nothing of the past is printed again, and the next sale is', async () => {
  const manager = cashierAt((till as RunningTill).page)
  await manager.ring('1002')
  await manager.payExactCash()
  await eventually(() => expect(outcomes()).toBe(4))
  await eventually(() => expect(papers()).toBe(4))
})

test('a database that no browser opens any more is set aside, and the journal made again from its second copy', async () => {
  const before = entries().length
  await till?.kill()
  const databases = filesUnder(dataFolder).filter((name) => name.includes(`${path.sep}IndexedDB${path.sep}`))
  const manifests = databases.filter((name) => path.basename(name).startsWith('MANIFEST-'))
  expect(manifests).toHaveLength(1)
  for (const name of manifests) rmSync(name)
  const stopped = await start()
  await stopped.at('stopped').waitFor()
  expect(await stopped.at('stopped').getAttribute('data-reason')).toBe('unreadable')
  // The window goes while it is being touched, so the touch is left to the page.
  await stopped
    .at('stopped-close')
    .evaluate((button) => setTimeout(() => button.dispatchEvent(new MouseEvent('click', { bubbles: true }))))
  expect(await till?.exited).toBe(0)
  const manager = await start()
  await manager.tap('recovered-continue')
  await manager.signIn('manager', '8642')
  await manager.at('search').waitFor()
  expect((await readIndexedDb((till as RunningTill).page)).entries).toBe(before)
  expect(filesUnder(dataFolder).some((name) => /IndexedDB\.unreadable-\d+/.test(name))).toBe(true)
  expect(papers()).toBe(4)
})

test('started as the sample it refuses, and writes no public PIN', async () => {
  await till?.kill()
  till = null
  const shell = chooseShell()
  const headless = shell.name === 'chromium' ? ['--shell-headless'] : []
  const args = [...shell.args, `--user-data-dir=${dataFolder}`, '--sample', ...headless]
  expect(spawnSync(shell.command, args, { cwd: projectRoot, timeout: PATIENCE_MS }).status).toBe(6)
  expect(readFileSync(file('staff.json'), 'utf8')).toContain('"samplePins": null')
})
