import type { Entry, EntryKind, EntryOf } from '../../shared/journal/entry.ts'

const NAMES = {
  SALE: 'receipt',
  REFUND: 'refund',
  X_REPORT: 'x',
  SHIFT_CLOSED: 'z',
  INVOICE_REQUESTED: 'invoice',
  CASH_MOVED: 'cash',
} as const satisfies Partial<Record<EntryKind, string>>

type PrintedKind = keyof typeof NAMES

const isPrinted = (kind: EntryKind): kind is PrintedKind => kind in NAMES

/** Whether an entry puts a document on paper; render-document.ts makes it. */
export const hasDocument = (entry: Entry): entry is EntryOf<PrintedKind> => isPrinted(entry.kind)

/** The id of the document that an entry prints, `<epoch>.<seq>:<name>`; null for entries that print nothing. */
export const documentIdOf = ({ kind, epoch, seq }: Pick<Entry, 'kind' | 'epoch' | 'seq'>): string | null =>
  isPrinted(kind) ? `${epoch}.${seq}:${NAMES[kind]}` : null

/** The print job of one copy of a document; copy 1 is the original. The same id never prints twice. */
export const copyJobId = (documentId: string, copy: number): string => `${documentId}:${copy}`

/** The job that opens the drawer for an entry. */
export const drawerJobId = (entry: Pick<Entry, 'epoch' | 'seq'>): string => `${entry.epoch}.${entry.seq}:drawer`
