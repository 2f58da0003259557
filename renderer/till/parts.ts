import { createContext, useContext } from 'react'
import type { Bridge } from '../../shared/bridge/bridge.ts'
import type { Catalog, Item } from '../../shared/catalog/catalog.ts'
import type { FollowerState } from '../followers/follow.ts'
import type { Journal } from '../journal/journal.ts'

/** The menu with its two ways in: what a cashier types, and an exact SKU or barcode. */
export type Menu = {
  readonly catalog: Catalog
  readonly search: (query: string) => readonly Item[]
  readonly findByCode: (code: string) => Item | null
}

/** What the screens work with once the journal is open; made by open-till.ts. */
export type Parts = {
  readonly journal: Journal
  readonly menu: Menu
  /** Resolves once an entry is in the second copy ('done'), or when that failed or took longer than `deadlineMs`. */
  readonly durable: (seq: number, deadlineMs: number) => Promise<'done' | 'one_copy'>
  /** Asks head office at once instead of waiting out a pause; resolves with how that went. */
  readonly trySync: () => Promise<FollowerState>
}

/** null until the till is open. */
export const PartsContext = createContext<Parts | null>(null)

/** The bridge is there before the journal is, and also where the journal cannot be opened. */
export const BridgeContext = createContext<Bridge | null>(null)

/** The bridge to main; a bug where there is none. */
export const useBridge = (): Bridge => {
  const bridge = useContext(BridgeContext)
  if (bridge === null) throw new Error('a screen was rendered without a bridge')
  return bridge
}

const useParts = (): Parts => {
  const parts = useContext(PartsContext)
  if (parts === null) throw new Error('a screen was rendered before the till was opened')
  return parts
}

/** The open journal. */
export const useJournal = (): Journal => useParts().journal

/** The menu that is sold from. */
export const useMenu = (): Menu => useParts().menu

/** Waits for the second copy of an entry; see Parts. */
export const useDurable = (): Parts['durable'] => useParts().durable

/** Asks head office at once; see Parts. */
export const useTrySync = (): Parts['trySync'] => useParts().trySync
