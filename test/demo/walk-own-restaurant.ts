import type { Page } from 'playwright-core'
import { cashierAt } from '../e2e/cashier.ts'
import type { Language, Shoot } from './camera.ts'
import type { House } from './house.ts'

const NAMES = { zh: ['老王面馆', '王老板'], en: ['Old Wang Noodles', 'Wang'] } as const
const PIN = '2468'

/** The first start of somebody's own restaurant, up to its first shift, and the new recovery code under Settings. */
export const walkOwnRestaurant = async (house: House, language: Language, cameraOf: (page: Page) => Shoot) => {
  await house.startPrinter()
  const { page } = await house.startTill([`--language=${language}`])
  const shoot = cameraOf(page)
  const { at, tap, signIn, openShift } = cashierAt(page)
  const [restaurant, manager] = NAMES[language]
  await at('setup-own').waitFor()
  await shoot('setup-own')
  await tap('setup-own')
  await at('setup-restaurant').fill(restaurant)
  await at('setup-manager').fill(manager)
  await shoot('setup-own-error')
  await at('setup-pin').fill(PIN)
  await at('setup-pin-again').fill(PIN)
  await tap('setup-own')
  await at('recovery-code').waitFor()
  await shoot('recovery-code')
  await tap('setup-continue')
  await signIn('manager', PIN)
  await at('float').waitFor()
  await openShift('200')
  await shoot('sale-own')
  await tap('nav-about')
  await tap('staff-adding')
  await at('staff-pin').scrollIntoViewIfNeeded()
  await shoot('staff-add')
  await tap('nav-shift')
  await tap('nav-about')
  await tap('renew-recovery')
  await at('renew-pin').fill(PIN)
  await shoot('renew-recovery')
  await tap('renew-ok')
  await at('recovery-code').waitFor()
  await shoot('renewed-recovery')
}
