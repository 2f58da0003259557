import type { Database } from './database.ts'
import type { Drafts } from './journal.ts'

/** Open orders, each change its own strict transaction. An order that was sold or voided meanwhile is not kept again. */
export const makeDrafts = (database: Database, nowUtc: () => number): Drafts => ({
  save: (order, heldAt) => {
    const { orderId } = order
    const updatedAt = nowUtc()
    return database.transaction('rw', [database.journal, database.drafts], async () => {
      if ((await database.journal.get({ once: `ORDER:${orderId}` })) !== undefined) return
      const held = heldAt === undefined ? ((await database.drafts.get(orderId))?.heldAt ?? null) : heldAt
      await database.drafts.put({ orderId, order, heldAt: held, updatedAt })
    })
  },
  remove: (orderId) => database.drafts.delete(orderId),
  list: () => database.drafts.orderBy('updatedAt').reverse().toArray(),
})
