import type { Entry, EntryKind } from '../../shared/journal/entry.ts'
import { type KitchenOrder, stationsIn } from '../../shared/kitchen/kitchen-order.ts'

const NAMES = {
  SALE: 'receipt',
  REFUND: 'refund',
  X_REPORT: 'x',
  SHIFT_CLOSED: 'z',
  INVOICE_REQUESTED: 'invoice',
  CASH_MOVED: 'cash',
  CHECK_PRINTED: 'check',
} as const satisfies Partial<Record<EntryKind, string>>

type NamedKind = keyof typeof NAMES

const isNamed = (kind: EntryKind): kind is NamedKind => kind in NAMES

/** A ticket for one station: dishes to make, or dishes to take back. */
export type TicketName = { readonly ticket: 'make' | 'cancel'; readonly station: string }

/** A document that an entry puts on paper: its id, and which ticket it is where it is one for the kitchen. */
export type DocumentName = { readonly id: string; readonly ticket: TicketName | null }

type Place = Pick<Entry, 'kind' | 'epoch' | 'seq'>

/** The id of an entry's own document, `<epoch>.<seq>:<name>`; null for entries without one. */
export const documentIdOf = ({ kind, epoch, seq }: Place): string | null =>
  isNamed(kind) ? `${epoch}.${seq}:${NAMES[kind]}` : null

const kitchenOf = (entry: Entry): KitchenOrder | null => {
  switch (entry.kind) {
    case 'SALE':
    case 'ORDER_VOIDED':
    case 'KITCHEN_SENT':
      return entry.body.kitchen ?? null
    default:
      return null
  }
}

const ticketsOf = ({ epoch, seq }: Place, kitchen: KitchenOrder): DocumentName[] => {
  const named =
    (ticket: TicketName['ticket']) =>
    (station: string): DocumentName => ({
      id: `${epoch}.${seq}:${ticket}-${station}`,
      ticket: { ticket, station },
    })
  return [...stationsIn(kitchen.cancelled).map(named('cancel')), ...stationsIn(kitchen.added).map(named('make'))]
}

/** All documents that an entry puts on paper, its own first; render-document.ts makes them. */
export const documentsOf = (entry: Entry): DocumentName[] => {
  const own = documentIdOf(entry)
  const kitchen = kitchenOf(entry)
  return [...(own === null ? [] : [{ id: own, ticket: null }]), ...(kitchen === null ? [] : ticketsOf(entry, kitchen))]
}

/** The print job of one copy of a document; copy 1 is the original. The same id never prints twice. */
export const copyJobId = (documentId: string, copy: number): string => `${documentId}:${copy}`

/** The job that opens the drawer for an entry. */
export const drawerJobId = (entry: Pick<Entry, 'epoch' | 'seq'>): string => `${entry.epoch}.${entry.seq}:drawer`
