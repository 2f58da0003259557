import type { Database } from './database.ts'
import type { Drafts } from './journal.ts'

/** Open orders, each change its own strict transaction. An order that was sold or voided meanwhile is not kept again. */
export const makeDrafts = (database: Database, nowUtc: () => number): Drafts => ({
  save: (order, heldAt = null) => {
    const row = { orderId: order.orderId, order, heldAt, updatedAt: nowUtc() }
    return database.transaction('rw', [database.journal, database.drafts], async () => {
      const closed = await database.journal.get({ once: `ORDER:${order.orderId}` })
      if (closed === undefined) await database.drafts.put(row)
    })
  },
  remove: (orderId) => database.drafts.delete(orderId),
  list: () => database.drafts.orderBy('updatedAt').reverse().toArray(),
})
