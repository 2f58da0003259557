import type { ShiftTotals } from '../../shared/journal/entry.ts'
import type { Fen } from '../../shared/money/fen.ts'
import type { Order } from '../../shared/sale/order.ts'
import type { Tender } from '../../shared/sale/tender.ts'

/** A sale as lists show it; the entry at (epoch, seq) is the truth, this row is a fold of the journal. */
export type SaleRow = {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly orderId: string
  readonly receiptNo: string
  /** The counter within receiptNo, as people say it. */
  readonly number: number
  readonly businessDate: string
  readonly shift: string | null
  readonly by: string | null
  /** UTC milliseconds and the offset in minutes that held then. */
  readonly utc: number
  readonly offset: number
  readonly total: Fen
  readonly change: Fen
  readonly tenders: readonly Tender[]
  /** Numbers of the entries that refunded it and that asked for its invoice. */
  readonly refundedBy: number | null
  readonly invoiceSeq: number | null
  /** How often its receipt was put on paper; the next reprint is copies + 1. */
  readonly copies: number
}

/** A shift with its totals so far. */
export type ShiftRow = {
  readonly shiftId: string
  readonly businessDate: string
  readonly openedSeq: number
  readonly openedBy: string | null
  readonly openedUtc: number
  readonly closedSeq: number | null
  readonly float: Fen
  readonly totals: ShiftTotals
  /** The number of its Z report, once closed. */
  readonly z: number | null
}

/** The newest outcome of a print job; `seq` is the entry whose document it is. */
export type PrintRow = {
  readonly job: string
  readonly epoch: number
  readonly seq: number
  readonly state: 'printed' | 'unconfirmed' | 'in_doubt' | 'failed'
  readonly evidence: 'confirmed' | 'processed' | 'none'
  readonly offset: number
}

/** An open order. `heldAt` (UTC ms) where it was put aside, null where it is being rung up. */
export type DraftRow = {
  readonly orderId: string
  readonly order: Order
  readonly heldAt: number | null
  readonly updatedAt: number
}

/** What the journal says about this till. */
export type TillFacts = {
  readonly restaurant: string
  readonly taxpayer: 'general' | 'small_scale'
  readonly sample: boolean
  readonly store: string | null
  readonly storeName: string | null
  readonly tillCode: string | null
}

/** An entry as it is stored: the exact text that the hash covers. */
export type StoredEntry = { readonly epoch: number; readonly seq: number; readonly hash: string; readonly text: string }
