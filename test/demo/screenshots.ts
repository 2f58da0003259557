import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { buildAll } from '../../build/build-all.ts'
import { cashierAt } from '../e2e/cashier.ts'
import { makeHouse } from './house.ts'

const { values } = parseArgs({ options: { folder: { type: 'string', default: 'docs/screenshots' } } })
const LOOKS = [
  { language: 'zh', scheme: 'light' },
  { language: 'zh', scheme: 'dark' },
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
] as const

type Look = (typeof LOOKS)[number]
type Shoot = (screen: string) => Promise<void>

const shooter = (page: Page, look: Look): Shoot => {
  return async (screen) => {
    const file = path.join(values.folder, `${screen}-${look.language}-${look.scheme}.png`)
    await page.screenshot({ path: file, animations: 'disabled' })
  }
}

const walk = async (page: Page, shoot: Shoot) => {
  const cashier = cashierAt(page)
  await shoot('setup')
  await cashier.setUpSample()
  await cashier.at('staff-li-lei').waitFor()
  await shoot('sign-in')
  await cashier.signIn('wang-fang', '2580')
  await cashier.at('float').waitFor()
  await shoot('open-shift')
  await cashier.openShift('500')
  for (const [sku, count] of [
    ['1002', 1],
    ['1001', 2],
    ['2001', 3],
    ['3101', 2],
  ] as const)
    await cashier.ring(sku, count)
  await cashier.discountOrder(500)
  await cashier.at('line-4').waitFor()
  await shoot('sale')
  await cashier.tap('pay')
  await page.keyboard.type('300')
  await shoot('pay')
  await cashier.tap('tender-cash')
  await cashier.tap('confirm-pay')
  await cashier.readDone()
  await page.locator('[data-testid=done-office][data-state=proven]').waitFor()
  await shoot('done')
  await cashier.tap('request-invoice')
  await shoot('invoice')
  await cashier.tap('nav-sale')
  for (const [screen, nav] of [
    ['today', 'nav-today'],
    ['shift', 'nav-shift'],
    ['paper', 'nav-paper'],
    ['about', 'nav-about'],
  ] as const) {
    await cashier.tap(nav)
    await page.waitForLoadState('networkidle')
    await shoot(screen)
  }
}

if (!buildAll()) process.exit(4)
mkdirSync(values.folder, { recursive: true })
for (const look of LOOKS) {
  const house = makeHouse()
  try {
    await house.startHeadOffice()
    await house.startPrinter()
    const { page } = await house.startTill([`--language=${look.language}`])
    await page.emulateMedia({ colorScheme: look.scheme })
    await walk(page, shooter(page, look))
  } finally {
    await house.stop()
  }
}
