import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'
import { entriesOf } from './second-copy.ts'

const ELSEWHERE = { kind: 'tcp', host: '192.0.2.1', port: 9_100 } as const

let house: House

const manager = () => cashierAt(house.till().page)
const settingsFile = () => readFileSync(path.join(house.tillFolder, 'data', 'settings.json'), 'utf8')
const folder = () => path.join(house.folder, 'elsewhere')

beforeAll(async () => {
  house = makeHouse()
  await house.startPrinter()
  await house.startTill()
  await manager().setUpSample()
  await manager().signIn('wang-fang', '2580')
  await manager().openShift('500')
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

/** Calls main as whoever runs script in the page could, with a manager signed in; what each call was answered. */
const callFromThePage = (permit: string | null) =>
  house.till().page.evaluate(
    async ({ folder: to, address, secret }) => {
      const { call } = (globalThis as unknown as { counterfoil: Bridge }).counterfoil
      const settings = await call['settings.read']({})
      const lax = { ...settings, cashierDiscountBp: 10_000 }
      return {
        settings: await call['settings.write']({ settings: lax, permit: secret }),
        enrol: await call['sync.enrol']({ url: 'https://192.0.2.1', code: 'ABCD-EFGH', permit: secret }),
        backup: await call['backup.setUp']({ folder: to, newPassphrase: true, permit: secret }),
        outside: await call['mirror.chooseOutside']({ folder: to, permit: secret }),
        examine: await call['print.examine']({ address, permit: secret }),
        test: await call['print.test']({ address, abilities: null, bytes: Uint8Array.of(65), permit: secret }),
      }
    },
    { folder: folder(), address: ELSEWHERE, secret: permit },
  )

test.each([null, 'a permit that nobody gave'])(
  'with the permit %j the page is refused, and nothing changes',
  async (permit) => {
    const before = settingsFile()
    const notAllowed = { ok: false, reason: 'not_allowed' }
    expect(await callFromThePage(permit)).toEqual({
      ...{ settings: notAllowed, enrol: notAllowed, backup: notAllowed, outside: notAllowed },
      examine: { state: 'not_allowed', abilities: null, detail: null },
      test: { sent: 'not_allowed' },
    })
    expect(settingsFile()).toBe(before)
    expect(existsSync(folder())).toBe(false)
    expect(entriesOf(house, 'SETTINGS_CHANGED')).toEqual([])
  },
)

test('a cashier’s PIN is no manager’s, and a permit for one thing is none for another', async () => {
  const answers = await house.till().page.evaluate(async (to) => {
    const { call } = (globalThis as unknown as { counterfoil: Bridge }).counterfoil
    const cashier = await call['staff.permit']({ id: 'li-lei', pin: '1111', action: 'backup' })
    const other = await call['staff.permit']({ id: 'wang-fang', pin: '2580', action: 'outside_copy' })
    const permit = other.ok ? other.permit : null
    return { cashier, backup: await call['backup.setUp']({ folder: to, newPassphrase: true, permit }) }
  }, folder())
  expect(answers).toMatchObject({
    cashier: { ok: false, reason: 'not_a_manager' },
    backup: { ok: false, reason: 'not_allowed' },
  })
  expect(existsSync(folder())).toBe(false)
})

test('a manager who gives no PIN changes nothing; one PIN is enough until Settings is left', async () => {
  await manager().tap('nav-about')
  await manager().at('settings-discount').fill('20')
  await manager().tap('settings-discount-save')
  await manager().at('settings-permit').waitFor()
  await house.till().page.keyboard.press('Escape')
  await manager().at('settings-outcome').filter({ hasText: '没有改动' }).waitFor()
  await manager().tap('settings-discount-save')
  await manager().allow('2580')
  await manager().at('settings-outcome').filter({ hasText: '已保存' }).waitFor()
  await manager().at('settings-discount').fill('30')
  await manager().tap('settings-discount-save')
  await manager().at('settings-discount-save').and(house.till().page.locator(':disabled')).waitFor()
  const changes = [
    { by: 'wang-fang', body: { setting: 'cashier_discount_bp', before: '1000', after: '2000' } },
    { by: 'wang-fang', body: { setting: 'cashier_discount_bp', before: '2000', after: '3000' } },
  ]
  await eventually(() => expect(entriesOf(house, 'SETTINGS_CHANGED')).toMatchObject(changes))
  await manager().tap('nav-sale')
  await manager().tap('nav-about')
  await manager().at('settings-discount').fill('40')
  await manager().tap('settings-discount-save')
  await manager().at('settings-permit').waitFor()
})

test('anybody changes the language, without a PIN', async () => {
  await house.till().page.keyboard.press('Escape')
  await manager().tap('language')
  await manager().at('language').filter({ hasText: '中文' }).waitFor()
  const kept = () => expect(JSON.parse(settingsFile())).toMatchObject({ language: 'en', cashierDiscountBp: 3_000 })
  await eventually(kept)
})
