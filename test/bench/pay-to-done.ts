import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { makeHouse } from '../demo/house.ts'
import { cashierAt } from '../e2e/cashier.ts'
import { percentile } from './percentile.ts'

type Figures = { readonly p50: number; readonly p99: number }

const figuresOf = (all: readonly number[]): Figures => ({ p50: percentile(all, 50), p99: percentile(all, 99) })

/** Times each F10 inside the page, from the key event to the Done screen that says that both copies are durable. */
const installStopwatch = (page: Page) =>
  page.evaluate(() => {
    const times: number[] = []
    let pressedAt: number | null = null
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'F10') pressedAt = event.timeStamp
      },
      { capture: true },
    )
    const look = () => {
      if (pressedAt === null || document.querySelector('[data-testid=done][data-state=done]') === null) return
      times.push(performance.now() - pressedAt)
      pressedAt = null
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
    Object.assign(globalThis, { payToDoneTimes: times })
  })

const readStopwatch = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { payToDoneTimes: number[] }).payToDoneTimes)

/** Strict transactions over three stores, each with a row the size of a sale, in a database of their own. */
const timeTransactions = (page: Page, rounds: number): Promise<number[]> =>
  page.evaluate(async (count) => {
    const stores = ['one', 'two', 'three']
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bench-floor', 1)
      opening.onupgradeneeded = () => {
        for (const name of stores) opening.result.createObjectStore(name, { keyPath: 'id' })
      }
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const times: number[] = []
    for (let id = 0; id < count; id++) {
      const started = performance.now()
      await new Promise<void>((resolve, reject) => {
        const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' })
        for (const name of stores) transaction.objectStore(name).put({ id, text: 'x'.repeat(700) })
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
      times.push(performance.now() - started)
    }
    database.close()
    indexedDB.deleteDatabase('bench-floor')
    return times
  }, rounds)

const timeBridge = (page: Page, rounds: number): Promise<number[]> =>
  page.evaluate(async (count) => {
    const { counterfoil } = globalThis as unknown as {
      counterfoil: { call: Record<string, (input: object) => Promise<unknown>> }
    }
    const times: number[] = []
    for (let round = 0; round < count; round++) {
      const started = performance.now()
      await counterfoil.call['mirror.tail']?.({})
      times.push(performance.now() - started)
    }
    return times
  }, rounds)

const timeFdatasync = (folder: string, rounds: number): number[] => {
  const handle = openSync(path.join(folder, 'bench-floor.log'), 'a')
  const line = Buffer.alloc(2_048, 'x')
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    writeSync(handle, line)
    fdatasyncSync(handle)
    times.push(performance.now() - started)
  }
  closeSync(handle)
  return times
}

const add = (...parts: Figures[]): Figures => ({
  p50: parts.reduce((sum, part) => sum + part.p50, 0),
  p99: parts.reduce((sum, part) => sum + part.p99, 0),
})

/** Key press on Pay to "done" with both copies durable, in the real shell, beside the floor of the same run (milliseconds). */
export const payToDone = async (sales: number) => {
  const house = makeHouse()
  try {
    await house.startHeadOffice()
    await house.startPrinter()
    const { page, shell } = await house.startTill()
    const cashier = cashierAt(page)
    await cashier.setUpSample()
    await cashier.signIn('li-lei', '1111')
    await cashier.openShift('500')
    await installStopwatch(page)
    for (let sale = 0; sale < sales; sale++) {
      await cashier.ring('1002')
      await cashier.ring('2001', 2)
      await cashier.payExactCash()
      await cashier.nextOrder()
    }
    const ours = figuresOf(await readStopwatch(page))
    const transaction = figuresOf(await timeTransactions(page, sales))
    const bridge = figuresOf(await timeBridge(page, sales))
    const fdatasync = figuresOf(timeFdatasync(house.folder, sales))
    const floor = add(transaction, bridge, fdatasync)
    const ratio = Math.round((ours.p50 / floor.p50) * 100) / 100
    return { name: 'pay-to-done', sales, shell, ours, floor, parts: { transaction, bridge, fdatasync }, ratio }
  } finally {
    await house.stop()
  }
}
