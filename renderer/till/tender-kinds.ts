import { type Fen, sumFen } from '../../shared/money/fen.ts'
import { TENDER_KINDS, type Tender, type TenderKind } from '../../shared/sale/tender.ts'

/** The kinds among some tenders, each once, in the order of the Pay screen. */
export const kindsOf = (tenders: readonly Tender[]): TenderKind[] =>
  TENDER_KINDS.filter((kind) => tenders.some((tender) => tender.kind === kind))

/** What was handed over in one kind, before change. */
export const receivedBy = (kind: TenderKind, tenders: readonly Tender[]): Fen =>
  sumFen(tenders.filter((tender) => tender.kind === kind).map((tender) => tender.amount))
