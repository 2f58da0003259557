import type { Page } from 'playwright-core'
import { cashierAt } from '../e2e/cashier.ts'
import type { Language, Shoot, Walk } from './camera.ts'
import type { House } from './house.ts'
import { aFewMore, closing, invoicing, lookingBack, tellingTheKitchen } from './walk-looking-back.ts'
import { longOrder, paying, ringing, signingIn } from './walk-selling.ts'
import { loseBothCopies, trouble } from './walk-trouble.ts'

/** Goes through every screen and dialog as a cashier would, from the first start to a till that must not sell. */
export const walkTheScreens = async (house: House, language: Language, cameraOf: (page: Page) => Shoot) => {
  await house.startHeadOffice()
  await house.startPrinter()
  const { page } = await house.startTill([`--language=${language}`])
  const walk: Walk = { house, page, shoot: cameraOf(page) }
  const { at, tap, openShift } = cashierAt(page)
  await at('setup-sample').waitFor()
  await walk.shoot('setup')
  await tap('setup-sample')
  await at('setup-continue').waitFor()
  await walk.shoot('pins')
  await tap('setup-continue')
  await at('staff-li-lei').waitFor()
  await signingIn(walk)
  await openShift('500')
  await ringing(walk)
  await longOrder(walk)
  const sale = await paying(walk)
  await invoicing(walk)
  await aFewMore(walk)
  await lookingBack(walk, sale)
  await tellingTheKitchen(walk)
  await closing(walk)
  await trouble(walk)
  await house.till().kill()
  loseBothCopies(house)
  const again = await house.startTill([`--language=${language}`])
  await again.page.getByTestId('stopped').waitFor()
  await cameraOf(again.page)('stopped')
}
