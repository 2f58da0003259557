import type { Page } from 'playwright-core'

/** One sale from the F10 press, in milliseconds: both copies known to be durable in the page; the screen says so. */
export type TimedSale = { readonly durable: number; readonly shown: number }

/** Times each F10 inside the page, from the key event on. Of `durable` the screen is proof at the latest. */
export const installStopwatch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sales: { durable: number; shown: number }[] = []
    let pressed: number | null = null
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'F10') pressed = event.timeStamp
      },
      { capture: true },
    )
    const look = () => {
      if (pressed === null || document.querySelector('[data-testid=done][data-state=done]') === null) return
      const shown = performance.now()
      const [mark] = performance.getEntriesByName('sale:durable')
      const durable = mark === undefined || mark.startTime < pressed ? shown : mark.startTime
      sales.push({ durable: durable - pressed, shown: shown - pressed })
      pressed = null
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
    Object.assign(globalThis, { timedSales: sales })
  })

/** The sales timed since the last reading. */
export const readStopwatch = (page: Page): Promise<TimedSale[]> =>
  page.evaluate(() => (globalThis as unknown as { timedSales: TimedSale[] }).timedSales.splice(0))
