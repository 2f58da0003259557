import type { EntryBody } from './entry.ts'

/** A token that at most one entry of a till may carry: it makes a repeated commit find the first one. */
export const onceKey = (entry: EntryBody): string | null => {
  switch (entry.kind) {
    case 'GENESIS': {
      const { parent } = entry.body
      return parent === null ? 'GENESIS' : `GENESIS:${parent.till}:${parent.epoch}:${parent.seq}`
    }
    case 'SALE':
    case 'ORDER_VOIDED':
      return `ORDER:${entry.body.orderId}`
    case 'REFUND':
      return `REFUND:${entry.body.of.epoch}:${entry.body.of.seq}`
    case 'INVOICE_REQUESTED':
      return `INVOICE:${entry.body.of.epoch}:${entry.body.of.seq}`
    case 'PRINT_OUTCOME':
      return `PRINT:${entry.body.job}:${entry.body.state}`
    case 'REPRINTED':
      return `REPRINT:${entry.body.document}:${entry.body.copy}`
    case 'KITCHEN_SENT':
      return `KITCHEN:${entry.body.orderId}:${entry.body.kitchen.round}`
    case 'CHECK_PRINTED':
      return `CHECK:${entry.body.orderId}:${entry.body.number}`
    case 'CASH_MOVED':
      return `MOVE:${entry.body.moveId}`
    case 'DRAWER_OPENED':
      return `DRAWER:${entry.body.openingId}`
    case 'SHIFT_OPENED':
      return `OPEN:${entry.body.shiftId}`
    case 'SHIFT_CLOSED':
      return `CLOSE:${entry.body.shiftId}`
    case 'SIGNED':
      return `SIGNED:${entry.body.of.epoch}:${entry.body.of.seq}`
    case 'ENROLLED':
    case 'SETTINGS_CHANGED':
    case 'STAFF_CHANGED':
    case 'X_REPORT':
      return null
  }
}
