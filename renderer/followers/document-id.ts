import type { Entry, EntryKind } from '../../shared/journal/entry.ts'

const NAMES: Partial<Record<EntryKind, string>> = {
  SALE: 'receipt',
  REFUND: 'refund',
  X_REPORT: 'x',
  SHIFT_CLOSED: 'z',
  INVOICE_REQUESTED: 'invoice',
}

/** The id of the document that an entry prints, `<epoch>.<seq>:<name>`; null for entries that print nothing. */
export const documentIdOf = (entry: Pick<Entry, 'kind' | 'epoch' | 'seq'>): string | null => {
  const name = NAMES[entry.kind]
  return name === undefined ? null : `${entry.epoch}.${entry.seq}:${name}`
}

/** The print job of one copy of a document; copy 1 is the original. The same id never prints twice. */
export const copyJobId = (documentId: string, copy: number): string => `${documentId}:${copy}`

/** The job that opens the drawer for an entry. */
export const drawerJobId = (entry: Pick<Entry, 'epoch' | 'seq'>): string => `${entry.epoch}.${entry.seq}:drawer`
