import * as v from 'valibot'
import { type Fen, fen, subtractFen, sumFen } from '../money/fen.ts'
import { fenBetween } from '../money/fen-schema.ts'

/** A way to pay. */
export const tenderKindSchema = v.picklist(['cash', 'wechat', 'alipay', 'card'])
export type TenderKind = v.InferOutput<typeof tenderKindSchema>

/** Every way to pay, in the order of the Pay screen. */
export const TENDER_KINDS: readonly TenderKind[] = tenderKindSchema.options

/** What the guest handed over, in fen. Wallets and cards are recorded by the cashier; no gateway is asked. */
export const tenderSchema = v.strictObject({ kind: tenderKindSchema, amount: fenBetween(1, 999_999_999) })
export type Tender = v.InferOutput<typeof tenderSchema>

/** A paid-up order: paid - change = due; the change is given in cash. */
export type Settlement = { readonly tenders: readonly Tender[]; readonly paid: Fen; readonly change: Fen }

/** Why these tenders do not close the order. */
export type SettleRefusal = 'underpaid' | 'overpaid_without_cash' | 'nothing_due' | 'bad_amount'

/** What is still to be paid after these tenders, never below zero. */
export const amountDue = (total: Fen, tenders: readonly Tender[]): Fen =>
  fen(Math.max(0, subtractFen(total, sumFen(tenders.map((tender) => tender.amount)))))

/** Closes an order of `total` fen with tenders. Only cash may exceed what is due; a total of zero takes no tender. */
export const settle = (
  total: Fen,
  tenders: readonly Tender[],
): { ok: true; value: Settlement } | { ok: false; reason: SettleRefusal } => {
  if (tenders.some((tender) => !v.is(tenderSchema, tender))) return { ok: false, reason: 'bad_amount' }
  if (total === 0 && tenders.length > 0) return { ok: false, reason: 'nothing_due' }
  const paid = sumFen(tenders.map((tender) => tender.amount))
  if (paid < total) return { ok: false, reason: 'underpaid' }
  const change = subtractFen(paid, total)
  const cash = sumFen(tenders.filter((tender) => tender.kind === 'cash').map((tender) => tender.amount))
  // Change comes out of the cash handed over: with no more cash than change, a wallet was overcharged.
  if (change > 0 && cash <= change) return { ok: false, reason: 'overpaid_without_cash' }
  return { ok: true, value: { tenders, paid, change } }
}

/** How many fen of each kind stay with the house after the change was given. */
export const keptByKind = (settlement: Settlement): Record<TenderKind, Fen> => {
  const kept = (kind: TenderKind) =>
    sumFen(settlement.tenders.filter((tender) => tender.kind === kind).map((tender) => tender.amount))
  return {
    cash: subtractFen(kept('cash'), settlement.change),
    wechat: kept('wechat'),
    alipay: kept('alipay'),
    card: kept('card'),
  }
}
