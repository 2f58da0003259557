import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { cashierAt } from '../e2e/cashier.ts'
import { hasSignedClosing } from './evidence.ts'

type Cashier = ReturnType<typeof cashierAt>

/** Whether an archive may be put there: a folder that is not there yet, or is empty. */
export const isFree = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0

/** Counts the drawer and closes the shift on its screen, and waits for the till's signature in the mirror. */
export const closeShift = async (cashier: Cashier, tillFolder: string): Promise<void> => {
  await cashier.tap('nav-shift')
  await cashier.at('count-cash').fill('1000')
  await cashier.tap('close-shift')
  await cashier.at('closed-shift').waitFor()
  while (!hasSignedClosing(tillFolder)) await wait(100)
}

/** Presses the button on the Settings screen and moves what it exported to `folder`. */
export const exportArchive = async (cashier: Cashier, folder: string): Promise<void> => {
  await cashier.tap('nav-about')
  await cashier.tap('export-archive')
  const said = cashier.at('export-said')
  await said.waitFor()
  const exported = (await said.getAttribute('data-path')) ?? ''
  if (exported === '') throw new Error(`nothing was exported: ${await said.textContent()}`)
  cpSync(exported, folder, { recursive: true })
  rmSync(exported, { recursive: true })
}
