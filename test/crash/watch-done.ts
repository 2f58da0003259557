import type { Page } from 'playwright-core'
import type { DoneOnScreen } from '../e2e/cashier.ts'

const BINDING = 'counterfoilSawDone'

/**
 * Reports each sale that the page shows as done with both copies kept. It looks at the page alone, the moment the page
 * changes, and the report leaves the browser at once: whatever is killed afterwards, that sale was acknowledged.
 */
export const watchDone = async (page: Page, onDone: (sale: DoneOnScreen) => void): Promise<void> => {
  await page.exposeBinding(BINDING, (_source, sale: DoneOnScreen) => onDone(sale))
  await page.evaluate((name) => {
    const report = (globalThis as unknown as Record<string, (sale: object) => void>)[name]
    let last = ''
    const look = () => {
      const done = document.querySelector<HTMLElement>('[data-testid=done][data-state=done]')
      const { seq = '', total = '', receipt = '' } = done?.dataset ?? {}
      if (done === null || seq === last) return
      last = seq
      report?.({ seq: Number(seq), totalFen: Number(total), receiptNo: receipt })
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
  }, BINDING)
}
