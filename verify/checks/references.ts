import canonicalize from 'canonicalize'
import type { EntryOf } from '../../shared/journal/entry.ts'
import { onceKey } from '../../shared/journal/once-key.ts'
import type { Notebook } from '../findings.ts'
import type { SeenEntries } from '../seen-entries.ts'
import { sha256 } from '../signatures.ts'
import type { Check, Sealed } from './check.ts'

const TENDERS = ['cash', 'wechat', 'alipay', 'card'] as const

/** What stayed with the house, by tender: the change came out of the cash. */
const keptOf = ({ tenders, change }: { tenders: EntryOf<'SALE'>['body']['tenders']; change: number }) =>
  TENDERS.map((kind) => {
    const taken = tenders.filter((tender) => tender.kind === kind).reduce((sum, { amount }) => sum + amount, 0)
    return kind === 'cash' ? taken - change : taken
  })

const DIGEST_LENGTH = 32
const digest = (value: unknown): string => sha256(canonicalize(value) ?? '').slice(0, DIGEST_LENGTH)

/** All that a refund must share with its sale. */
const contentOf = (body: EntryOf<'SALE'>['body'] | EntryOf<'REFUND'>['body']): string => {
  const { receiptNo, lines, rateBp, subtotal, discount, total, net, tax, tenders } = body
  const change = 'change' in body ? body.change : 0
  return digest({ receiptNo, lines, rateBp, subtotal, discount, total, net, tax, kept: keptOf({ tenders, change }) })
}

const amountsOf = ({
  receiptNo,
  rateBp,
  total,
  net,
  tax,
}: EntryOf<'INVOICE_REQUESTED'>['body'] | EntryOf<'SALE'>['body']) => digest({ receiptNo, rateBp, total, net, tax })

type Reference = EntryOf<'REFUND'> | EntryOf<'INVOICE_REQUESTED'>

/** Checks that refunds and invoice requests name a sale that is there and agree with it, and that nothing happened twice. */
export const checkReferences = (notebook: Notebook, seen: SeenEntries): Check => {
  const once = new Map<string, { readonly epoch: number; readonly seq: number }>()

  const noteOnce = ({ entry }: Sealed) => {
    const key = onceKey(entry)
    if (key === null) return
    const own = entry.kind === 'GENESIS' ? `${key}:${entry.epoch}` : key
    const first = once.get(own)
    if (first === undefined) once.set(own, { epoch: entry.epoch, seq: entry.seq })
    else notebook.find('doubled', entry, { kind: entry.kind, other: first.epoch, first: first.seq })
  }

  const refer = (entry: Reference) => {
    const { of } = entry.body
    const values = { other: of.epoch, seq: of.seq }
    if (of.till !== entry.till) return notebook.note('refund_elsewhere', entry, { till: of.till })
    const isRefund = entry.kind === 'REFUND'
    const sale = seen.saleAt(of.epoch, of.seq)
    if (sale === null || seen.hashAt(of.epoch, of.seq) !== of.hash) {
      return notebook.find(isRefund ? 'refund_unknown' : 'invoice_unknown', entry, values)
    }
    const own = isRefund ? contentOf(entry.body) : amountsOf(entry.body)
    const sold = isRefund ? sale.slice(0, DIGEST_LENGTH) : sale.slice(DIGEST_LENGTH)
    if (own !== sold) notebook.find(isRefund ? 'refund_differs' : 'invoice_differs', entry, values)
  }

  return {
    see: (sealed) => {
      const { entry } = sealed
      noteOnce(sealed)
      if (entry.kind === 'SALE') {
        seen.noteSale(entry.epoch, entry.seq, contentOf(entry.body) + amountsOf(entry.body))
      }
      if (entry.kind === 'REFUND' || entry.kind === 'INVOICE_REQUESTED') refer(entry)
    },
  }
}
