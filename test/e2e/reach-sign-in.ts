import type { Page } from 'playwright-core'

/** Waits until somebody can sign in; reads on, as a person would, where the till first tells what it has brought back. */
export const reachSignIn = async (page: Page): Promise<void> => {
  const goOn = page.getByTestId('recovered-continue')
  await page.getByTestId('pin-ok').or(goOn).waitFor()
  if (await goOn.isVisible()) await goOn.click()
  await page.getByTestId('pin-ok').waitFor()
}
