import type { Bridge, Output } from '../../shared/bridge/bridge.ts'
import type { JournalPorts } from './open-journal.ts'
import { sha256Text } from './sha256.ts'

const CLAIM_PATIENCE_MS = 5_000

/** Holds the Web Lock until the window goes; a reloaded window waits a moment for the one before it to let go. */
const claimInBrowser = (): Promise<boolean> =>
  new Promise((resolve) => {
    const held = () => {
      resolve(true)
      return new Promise<never>(() => undefined)
    }
    const signal = AbortSignal.timeout(CLAIM_PATIENCE_MS)
    navigator.locks.request('counterfoil-journal', { signal }, held).catch(() => resolve(false))
  })

/** The journal's ports in a real window: the browser's database, clock, lock and hash. */
export const browserPorts = (bridge: Bridge, app: Output<'app.info'>): JournalPorts => ({
  bridge,
  app,
  indexedDb: { indexedDB: window.indexedDB, IDBKeyRange: window.IDBKeyRange },
  sha256: sha256Text,
  now: () => {
    const now = new Date()
    const mono = Math.floor(performance.now())
    return { utc: now.getTime(), offset: -now.getTimezoneOffset(), boot: app.boot, mono }
  },
  claim: claimInBrowser,
  persist: () => navigator.storage.persist(),
})
