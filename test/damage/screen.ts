import type { Page } from 'playwright-core'
import { PATIENCE_MS } from '../patience.ts'
import type { Finding } from './judge.ts'

const FIRST_SCREENS =
  '[data-testid=pin-ok], [data-testid=setup-sample], [data-testid=stopped], [data-testid=crashed-again], main [role=alert], main [role=status]'

type Seen = Pick<Finding, 'screen' | 'said'>

/** The first screen that stays, as readScreen gives it. */
export const readFirstScreen = async (page: Page): Promise<Seen> => {
  const look = async () => {
    await page.locator(FIRST_SCREENS).first().waitFor({ timeout: PATIENCE_MS })
    return readScreen(page)
  }
  const first = await look()
  const goOn = page.getByTestId('recovered-continue')
  if (!(await goOn.isVisible())) return first
  // What was brought back is told first, and read once.
  await goOn.click()
  const next = await look()
  return { ...next, said: [first.said, next.said].join(' · ') }
}

/** Which screen there is, and what it and the status strip want to be noticed. */
export const readScreen = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const has = (id: string) => document.querySelector(`[data-testid=${id}]`) !== null
    const stopped = document.querySelector<HTMLElement>('[data-testid=stopped]')
    const names = { 'pin-ok': 'sign-in', 'setup-sample': 'setup', 'crashed-again': 'crashed' }
    const known = Object.entries(names).find(([id]) => has(id))?.[1] ?? 'message'
    const notices = [...document.querySelectorAll<HTMLElement>('main h1, main [role=alert], main [role=status]')]
    const strip = [...document.querySelectorAll<HTMLElement>('[data-proof=act]')]
    const said = [...new Set([...notices, ...strip].map((one) => one.innerText.trim()))].join(' · ')
    return { screen: stopped === null ? known : `stopped: ${stopped.dataset.reason}`, said }
  })

/** Sells one more dish on a till that is signed in; what does not come within a while is not taken. */
export const sellOneMore = async (page: Page): Promise<Finding['sale']> => {
  try {
    await page.getByTestId('search').waitFor({ timeout: PATIENCE_MS })
    await page.keyboard.type('2001')
    await page.keyboard.press('Enter')
    await page.keyboard.press('F10')
    const done = page.locator('[data-testid=done]:not([data-state=keeping])')
    await done.waitFor({ timeout: PATIENCE_MS })
    return (await done.getAttribute('data-state')) === 'done' ? 'both copies' : 'one copy'
  } catch {
    return 'not taken'
  }
}

/** As sellOneMore, from the sign-in screen. */
export const signInAndSell = async (page: Page): Promise<Finding['sale']> => {
  await page.keyboard.type('2580')
  await page.keyboard.press('Enter')
  return sellOneMore(page)
}

/** What the app says when it ends before there is a window. */
export const whyItEnded = (error: unknown): Pick<Finding, 'screen' | 'said'> => {
  const text = error instanceof Error ? error.message : String(error)
  const [, code = '?', said = text] = /ended with code (\S+): ([\s\S]*)/.exec(text) ?? []
  return { screen: `ended: ${code}`, said: said.trim().slice(0, 400) }
}
