import type { DoneOnScreen } from '../e2e/cashier.ts'

/** What the attacker knows from outside: which orders were ever paid for, and which sales the screen called done. */
export type Ledger = {
  readonly nextNumber: () => number
  /** Tags of the orders for which the key that pays was pressed at least once. */
  readonly pressed: Set<string>
  readonly acknowledged: readonly DoneOnScreen[]
  readonly acknowledge: (sale: DoneOnScreen) => void
  /** Calls back for each sale from now on; gives the way to stop. */
  readonly onAcknowledged: (hear: (sale: DoneOnScreen) => void) => () => void
}

/** An empty ledger. A sale that is shown as done again is acknowledged once. */
export const makeLedger = (): Ledger => {
  const acknowledged: DoneOnScreen[] = []
  const known = new Set<string>()
  const listeners = new Set<(sale: DoneOnScreen) => void>()
  let number = 0
  return {
    nextNumber: () => {
      number += 1
      return number
    },
    pressed: new Set(),
    acknowledged,
    acknowledge: (sale) => {
      const key = JSON.stringify(sale)
      if (!known.has(key)) acknowledged.push(sale)
      known.add(key)
      for (const hear of listeners) hear(sale)
    },
    onAcknowledged: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
