import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStaffChanges } from '../demo/evidence.ts'
import { type House, makeHouse } from '../demo/house.ts'
import { eventually } from '../eventually.ts'
import { cashierAt } from './cashier.ts'

let house: House

const at = (testId: string) => house.till().page.getByTestId(testId)
const tap = (testId: string) => at(testId).click()
const tapDigits = async (prefix: string, digits: string) => {
  for (const digit of digits) await tap(`${prefix}-${digit}`)
}
const done = () => cashierAt(house.till().page).readDone()

beforeAll(async () => {
  house = makeHouse(undefined, 'own')
  await house.startPrinter()
  await house.startTill()
})

afterAll(async () => {
  await house.stop()
  rmSync(house.folder, { recursive: true, force: true })
})

test('an own restaurant is set up: its names by the system’s keyboard, every number by touch', async () => {
  await at('setup-restaurant').fill('老王面馆')
  await at('setup-manager').fill('王老板')
  await tap('setup-pin')
  await tapDigits('setup-pin-key', '2468')
  await tap('setup-pin-again')
  await tapDigits('setup-pin-key', '2468')
  await tap('setup-own')
  expect(await at('recovery-code').textContent()).toMatch(/^(\w{4}-){3}\w{4}$/)
  await tap('setup-continue')
  await tapDigits('pin', '2468')
  await tap('pin-ok')
  await at('float').waitFor()
})

test('a shift is opened and two sales are paid', async () => {
  await tapDigits('float-key', '200')
  await tap('open-shift')
  await tap('tile-1002')
  await tap('pay')
  await tap('tender-wechat')
  await tap('confirm-pay')
  expect(await done()).toMatchObject({ totalFen: 4800 })
  await tap('next-order')
  await tap('tile-2001')
  await tap('pay')
  await tapDigits('keypad', '5')
  await tap('confirm-pay')
  expect(await done()).toMatchObject({ totalFen: 300 })
  await tap('next-order')
})

test('a manager makes a new recovery code and adds a cashier', async () => {
  await tap('nav-about')
  await tap('renew-recovery')
  await tapDigits('renew-pin-key', '2468')
  await tap('renew-ok')
  expect(await at('recovery-code').textContent()).toMatch(/^(\w{4}-){3}\w{4}$/)
  await tap('renew-continue')
  await tap('staff-adding')
  await at('staff-name').fill('小周')
  await tap('staff-pin')
  await tapDigits('staff-pin-key', '1357')
  await tap('staff-manager-pin')
  await tapDigits('staff-pin-key', '2468')
  await tap('staff-add')
  await at('staff-said').waitFor()
  await eventually(() =>
    expect(readStaffChanges(house.tillFolder)).toEqual(['added', 'recovery_code_renewed', 'added']),
  )
})

test('the drawer is counted by pieces; an X that was read is told beside the count, and stays in view', async () => {
  await tap('nav-shift')
  await tap('count-by-pieces')
  await tap('close-shift')
  await at('count-wrong').waitFor()
  await tap('x-report')
  await at('totals').waitFor()
  await at('count-not-blind').waitFor()
  await at('reprint-reports').waitFor()
  // The drawer of the sale before may be said to be open until the printer has been asked again.
  await at('drawer-is-open').waitFor({ state: 'detached' })
  const below = () =>
    house.till().page.evaluate(() => {
      const main = document.querySelector('main')
      return main ? main.scrollHeight - main.clientHeight : Number.NaN
    })
  await eventually(async () => expect(await below()).toBe(0))
  await tap('count-10000')
  await tapDigits('count-key', '2')
  await tap('count-100')
  await tapDigits('count-key', '3')
  await tap('close-shift')
  expect(await at('closed-shift').getAttribute('data-over')).toBe('0')
  await at('count-not-blind').waitFor()
})
