import type { Page } from 'playwright-core'
import type { DraftRow } from '../../renderer/journal/rows.ts'
import { readStore } from '../demo/evidence.ts'
import { reachSignIn } from '../e2e/reach-sign-in.ts'
import { PATIENCE_MS } from '../patience.ts'
import type { Ledger } from './ledger.ts'
import { numberedOrder, type Rung, tagOf, tagOfRung } from './numbered-order.ts'

/** What the cashier is about to do, told before the key is pressed. */
export type Step = 'order' | 'payment'

/** Resolves at the next sale that the screen calls done; rejects where none comes, at once when the browser is gone. */
const nextDone = (page: Page, ledger: Ledger): Promise<void> =>
  new Promise((resolve, reject) => {
    const browser = page.context().browser()
    const end = (outcome: () => void) => {
      clearTimeout(timer)
      browser?.off('disconnected', onGone)
      stop()
      outcome()
    }
    const onGone = () => end(() => reject(new Error('the browser is gone')))
    const stop = ledger.onAcknowledged(() => end(resolve))
    const timer = setTimeout(
      () => end(() => reject(new Error(`the screen called nothing done for ${PATIENCE_MS} ms after a payment`))),
      PATIENCE_MS,
    )
    browser?.once('disconnected', onGone)
  })

/** A cashier who uses keys alone and does not wait: it sells numbered orders for as long as the till lives. */
export const fastCashier = (page: Page, ledger: Ledger, onStep: (step: Step) => void = () => undefined) => {
  const { keyboard } = page
  const search = page.getByTestId('search')

  const signIn = async () => {
    await reachSignIn(page)
    await keyboard.type('2580')
    await keyboard.press('Enter')
    await search.waitFor()
  }

  const ring = async (rung: readonly Rung[]) => {
    onStep('order')
    for (const { sku, count } of rung) {
      await keyboard.type(`${count}*${sku}`)
      await keyboard.press('Enter')
    }
  }

  const pay = async (tag: string) => {
    ledger.pressed.add(tag)
    const done = nextDone(page, ledger)
    // Whoever sells here hears of it through the key press or the wait below.
    done.catch(() => undefined)
    onStep('payment')
    await keyboard.press('F10')
    await done
    await keyboard.press('Escape')
    await search.waitFor()
  }

  /** The order that was on the screen when the till stopped, if it was kept: it is still to be paid. */
  const payRestored = async () => {
    const drafts = (await readStore(page, 'drafts')) as DraftRow[]
    const open = drafts.filter(({ heldAt }) => heldAt === null).sort((one, other) => other.updatedAt - one.updatedAt)
    const lines = open[0]?.order.lines ?? []
    if (lines.length > 0) await pay(tagOf(lines))
  }

  const sellOne = async () => {
    const rung = numberedOrder(ledger.nextNumber())
    await ring(rung)
    await pay(tagOfRung(rung))
  }

  return { signIn, payRestored, sellOne }
}
