import type { EpochBegun } from '../../shared/bridge/app-methods.ts'
import type { Entry, EntryBody, EntryTime } from '../../shared/journal/entry.ts'
import type { Head, SealedEntry } from '../../shared/journal/seal.ts'
import type { Order } from '../../shared/sale/order.ts'
import type { Findings } from './findings.ts'
import type { JournalSums } from './journal-sums.ts'
import type { KeptEntries } from './kept-entries.ts'
import type { Mended } from './mend.ts'
import type { DraftRow, PrintRow, SaleRow, ShiftRow, StoredEntry, TillFacts } from './rows.ts'

/** What only the journal knows at the moment of sealing; a commit's content may be made from it. */
export type Numbers = {
  /** The next receipt number of the open shift's business date, `<till code>-<YYYYMMDD>-<0001>`; '' without a shift. */
  readonly receiptNo: string
  /** The next number of a Z report. */
  readonly z: number
  /** The number and the time that the entry will carry. */
  readonly seq: number
  readonly at: EntryTime
}

/** Who did it, and in which shift; `at` only where the time was fixed before, otherwise it is the moment of sealing. */
export type CommitContext = { readonly by: string | null; readonly shift: string | null; readonly at?: EntryTime }

/** Why an entry was not committed: nothing of it was stored. */
export type CommitRefusal =
  /** The schema refused the entry: a bug or a value that a field should have refused. Nothing was stored. */
  | 'invalid_entry'
  | 'entry_too_large'
  /** SALE, REFUND, SHIFT_CLOSED outside the open shift; SHIFT_OPENED while one is open. */
  | 'no_open_shift'
  | 'shift_already_open'
  /** The order was voided before it could be sold, or sold before it could be voided. */
  | 'closed_otherwise'
  | 'disk_full'
  | 'newer_version'
  /** The database lost entries that could not all be brought back from the second copy. */
  | 'database_gone'
  | 'write_failed'

/**
 * `already`: an entry with the same once-key was there before (a second Enter); `sealed` is that first entry and nothing
 * new was stored.
 */
export type CommitResult =
  | { readonly ok: true; readonly sealed: SealedEntry; readonly already: boolean }
  | { readonly ok: false; readonly reason: CommitRefusal; readonly detail: string }

/** Open orders, kept durably outside the journal. */
export type Drafts = {
  /** Keeps an open order as it is now; durable when it resolves. Without `heldAt` it stays on hold or not, as it was. */
  readonly save: (order: Order, heldAt?: number | null) => Promise<void>
  readonly remove: (orderId: string) => Promise<void>
  /** Newest change first. */
  readonly list: () => Promise<DraftRow[]>
}

/** Where an entry of this till stands, in whichever of its epochs. */
export type Place = { readonly epoch: number; readonly seq: number }

/** The till's journal: the only place where a sale begins to exist. */
export type Journal = {
  readonly head: () => Head
  /** The time as the next entry would carry it. */
  readonly now: () => EntryTime
  /** No genesis yet: the restaurant is still to be set up, through commit(GENESIS). */
  readonly isNew: () => boolean
  readonly commit: (
    content: EntryBody | ((numbers: Numbers) => EntryBody),
    context: CommitContext,
  ) => Promise<CommitResult>
  readonly drafts: Drafts
  /** null before the genesis. */
  readonly facts: () => TillFacts | null
  readonly openShift: () => ShiftRow | null
  /** Shifts that were open when their epoch was left, oldest first: nothing can close them any more. */
  readonly interruptedShifts: () => Promise<ShiftRow[]>
  readonly shiftById: (shiftId: string) => Promise<ShiftRow | null>
  /** Sales of a business date, newest first, those before number `before` if given. */
  readonly salesOn: (businessDate: string, page: { before?: number; limit: number }) => Promise<SaleRow[]>
  /** Sales by receipt number (whole, its beginning, or the counter alone) or by amount in yuan; newest first. */
  readonly findSales: (text: string, limit?: number) => Promise<SaleRow[]>
  readonly saleAt: (place: Place) => Promise<SaleRow | null>
  readonly saleByOrder: (orderId: string) => Promise<SaleRow | null>
  /** The entry of any epoch of this till. */
  readonly entryAt: (place: Place) => Promise<SealedEntry | null>
  /** The entry of the epoch in use. */
  readonly entryBySeq: (seq: number) => Promise<SealedEntry | null>
  /** Newest outcome of each print job of an entry's documents. */
  readonly printsOf: (place: Place) => Promise<PrintRow[]>
  /** Newest outcome of each print job, those of the newest entries first. */
  readonly recentPrints: (limit: number) => Promise<PrintRow[]>
  /** Offset of the newest print outcome that is journalled; 0 without any. */
  readonly printOffset: () => Promise<number>
  /** Where the newest X and Z report stand, in whichever epoch; null where there was none. */
  readonly lastReports: () => Promise<{ readonly x: Place | null; readonly z: Place | null }>
  /** The newest closing of the epoch in use, unless the till's key has signed it: a signature covers all that comes before. */
  readonly unsignedClosing: () => Promise<SealedEntry | null>
  /** The newest entry, and what all shifts up to it come to. */
  readonly sums: () => Promise<JournalSums>
  /** Entries after a number, in order, from memory where possible; of the epoch in use unless told. */
  readonly entriesAfter: (seq: number, limit: number, of?: number) => Promise<readonly StoredEntry[]>
  /** Called after each commit that stored something. Returns the way to stop. */
  readonly subscribe: (listener: (entry: Entry) => void) => () => void
  /** Walks the whole chain, a little at a time, and puts back from other copies what is missing or damaged in the middle. */
  readonly mend: (pause: () => Promise<void>) => Promise<Mended>
  readonly close: () => void
}

/** Why a journal cannot be sold from. */
export type OpenRefusal =
  /** Made by a newer version of the app: update before selling. */
  | 'newer_version'
  /** Journal and second copy disagree about the same number. */
  | 'fork'
  /** The stored journal was made with another device key. */
  | 'other_till'
  /** Another window or a second start holds this journal. */
  | 'already_open'
  /** Entries are known to exist that no copy within reach holds. */
  | 'missing'
  /** The browser opens no database any more. */
  | 'unreadable'

/**
 * `kept`: where only the reading of an entry fails, what is carried on all the same. `findings`: what was found in the
 * copies, where they were compared; of the epoch that was left, where one was. `begun`: why the epoch in use began; its first
 * entry is still to be committed where the journal is new. `isStuck`: head office holds another branch of the epoch, and it could
 * not be left now. `goOn`: leaves the epoch without waiting for head office.
 */
export type OpenResult =
  | {
      readonly ok: true
      readonly journal: Journal
      readonly findings: Findings
      readonly begun: EpochBegun | null
      readonly isStuck: boolean
    }
  | {
      readonly ok: false
      readonly reason: OpenRefusal
      readonly detail: string
      readonly kept: KeptEntries | null
      readonly findings: Findings | null
      readonly goOn: (() => Promise<OpenResult | null>) | null
    }
