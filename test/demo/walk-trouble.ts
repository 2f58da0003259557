import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { cashierAt } from '../e2e/cashier.ts'
import { OTHER_WINDOWS, type Walk } from './camera.ts'
import type { House } from './house.ts'

const mirrorFile = (house: House): string => {
  const folder = path.join(house.tillFolder, 'data', 'mirror')
  const name = readdirSync(folder).find((one) => one.endsWith('.journal'))
  if (name === undefined) throw new Error(`no mirror in ${folder}`)
  return path.join(folder, name)
}

/** Printer and head office are gone, the second copy cannot be written, and somebody closes the window. */
export const trouble = async ({ house, page, shoot }: Walk) => {
  const { at, tap, ring, openShift, nextOrder } = cashierAt(page)
  await tap('nav-sale')
  await openShift('500')
  await house.stopPrinter()
  await house.killHeadOffice()
  await ring('1002')
  await page.keyboard.press('F10')
  await page.locator('[data-testid=strip-printer][data-proof=act]').waitFor({ timeout: 60_000 })
  await shoot('done-no-printer')
  await nextOrder()
  const mirror = mirrorFile(house)
  truncateSync(mirror, statSync(mirror).size - 1)
  await ring('1002')
  await page.keyboard.press('F10')
  await page.locator('[data-testid=done][data-state=one_copy]').waitFor({ timeout: 20_000 })
  await shoot('done-one-copy')
  await nextOrder()
  await shoot('sale-trouble', OTHER_WINDOWS)
  // The shell answers the question whether to leave; Playwright would say yes by itself.
  page.on('dialog', () => undefined)
  await page.close({ runBeforeUnload: true })
  await at('close-asked').waitFor()
  await shoot('close-asked')
  await tap('close-stay')
}

/** Journal and second copy are both gone, while the spool and head office know that there were sales: the till stops. */
export const loseBothCopies = ({ tillFolder }: House) => {
  for (const lost of ['data/mirror', 'chromium', 'IndexedDB']) {
    rmSync(path.join(tillFolder, lost), { recursive: true, force: true })
  }
}
