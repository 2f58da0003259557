import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { launchTill, type RunningTill } from './launch.ts'
import { makeStick } from './stick.ts'

const base = mkdtempSync(path.join(tmpdir(), 'counterfoil-stick-'))
const stick = makeStick(base, 16_000_000)
let isPlugged = true
let till: RunningTill | null = null

beforeAll(async () => {
  till = await launchTill({ dataFolder: path.join(base, 'till'), args: ['--sample'] })
})
afterAll(async () => {
  await till?.kill()
  if (isPlugged) stick.pull()
  rmSync(base, { recursive: true, force: true })
})

const manager = () => cashierAt((till as RunningTill).page)
const journalIn = (folder: string) => {
  const name = readdirSync(folder).find((one) => one.endsWith('.journal'))
  return name === undefined ? null : readFileSync(path.join(folder, name), 'utf8')
}
const mirrored = () => journalIn(path.join(base, 'till', 'data', 'mirror'))
const outside = () => {
  const own = readdirSync(stick.folder).find((name) => name.startsWith('counterfoil-'))
  return own === undefined ? null : journalIn(path.join(stick.folder, own))
}
const stripSays = (proof: string) =>
  manager()
    .at('strip-outside')
    .and((till as RunningTill).page.locator(`[data-proof=${proof}]`))
    .waitFor()
const sell = async () => {
  await manager().ring('1002')
  const done = await manager().payExactCash()
  await manager().nextOrder()
  return done
}

test('a manager chooses a stick, and what was sold before is on it', async () => {
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
  await sell()
  await manager().tap('nav-about')
  await manager().at('outside-folder').fill(path.join(base, 'nowhere'))
  await manager().tap('outside-choose')
  await manager().allow('2580')
  await manager().at('outside-outcome').filter({ hasText: '没有改动' }).waitFor()
  await manager().at('outside-folder').fill(stick.folder)
  await manager().tap('outside-choose')
  await manager().allow('2580')
  await manager().at('outside-outcome').filter({ hasText: '已选好' }).waitFor()
  await stripSays('proven')
  await eventually(() => expect(outside()).toBe(mirrored()))
  await manager()
    .at('outside-same-disk')
    .waitFor({ state: stick.kind === 'folder' ? 'visible' : 'detached' })
})

test('with the stick pulled out the till sells on, says so, and leaves nothing in its empty place', async () => {
  stick.pull()
  isPlugged = false
  await manager().tap('nav-sale')
  await sell()
  await stripSays('act')
  await sell()
  expect(readdirSync(stick.folder)).toEqual([])
})

test('plugged in again it catches up by itself', async () => {
  stick.plugIn()
  isPlugged = true
  await stripSays('proven')
  await eventually(() => expect(outside()).toBe(mirrored()))
  expect(outside()).toContain('"setting":"outside_copy"')
})
