import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

/** What no sale can do without, in milliseconds: one strict transaction, one bridge round trip, one fdatasync. */
export type FloorSample = { readonly transaction: number; readonly bridge: number; readonly fdatasync: number }

/** Measures the floor once, at the pace of its caller: a machine at rest answers later than one that is kept busy. */
export type Floor = { readonly sample: () => Promise<FloorSample>; readonly close: () => void }

type Probe = { readonly transaction: () => Promise<number>; readonly bridge: () => Promise<number> }

/** Three stores, each with a row the size of a sale, in a database of their own; and a call that main answers at once. */
const installProbe = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const stores = ['one', 'two', 'three']
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bench-floor', 1)
      opening.onupgradeneeded = () => {
        for (const name of stores) opening.result.createObjectStore(name, { keyPath: 'id' })
      }
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const { counterfoil } = globalThis as unknown as {
      counterfoil: { call: Record<string, (input: object) => Promise<unknown>> }
    }
    const time = async (run: () => Promise<unknown> | undefined) => {
      const started = performance.now()
      await run()
      return performance.now() - started
    }
    let id = 0
    const store = () =>
      new Promise<void>((resolve, reject) => {
        id += 1
        const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' })
        for (const name of stores) transaction.objectStore(name).put({ id, text: 'x'.repeat(700) })
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
    const probe: Probe = {
      transaction: () => time(store),
      bridge: () => time(() => counterfoil.call['mirror.tail']?.({})),
    }
    Object.assign(globalThis, { floorProbe: probe })
  })

/** Lays the probe into the page and a file into `folder`. */
export const openFloor = async (page: Page, folder: string): Promise<Floor> => {
  await installProbe(page)
  const handle = openSync(path.join(folder, 'bench-floor.log'), 'a')
  const line = Buffer.alloc(2_048, 'x')
  return {
    sample: async () => {
      const inPage = await page.evaluate(async () => {
        const { floorProbe } = globalThis as unknown as { floorProbe: Probe }
        return { transaction: await floorProbe.transaction(), bridge: await floorProbe.bridge() }
      })
      const started = performance.now()
      writeSync(handle, line)
      fdatasyncSync(handle)
      return { ...inPage, fdatasync: performance.now() - started }
    },
    close: () => closeSync(handle),
  }
}
