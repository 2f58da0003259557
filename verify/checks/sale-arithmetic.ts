import type { EntryOf } from '../../shared/journal/entry.ts'
import type { SoldLine } from '../../shared/journal/sold-line.ts'
import type { FindingCode, Notebook, Values } from '../findings.ts'
import type { Check } from './check.ts'

type Sold = EntryOf<'SALE'>['body'] | EntryOf<'REFUND'>['body']
type Discount = NonNullable<SoldLine['discount']>
type Fault = readonly [code: FindingCode, values: Values]

/** amount x numerator / denominator, half away from zero; exact. */
const proportion = (amount: number, numerator: number, denominator: number): number => {
  const doubled = BigInt(amount) * BigInt(numerator) * 2n
  const divisor = BigInt(denominator)
  const sign = doubled < 0n ? -1n : 1n
  return Number((sign * (sign * doubled + divisor)) / (divisor * 2n))
}

const discountOf = (discount: Discount | null | undefined, amount: number): number => {
  if (!discount) return 0
  return Math.min(amount, discount.kind === 'percent' ? proportion(amount, discount.bp, 10_000) : discount.fen)
}

const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0)

const differing = (code: FindingCode, values: Values, pairs: readonly (readonly [string, number, number])[]): Fault[] =>
  pairs.flatMap(([field, said, counted]): Fault[] =>
    said === counted ? [] : [[code, { ...values, field, said, counted }]],
  )

const lineFaults = (line: SoldLine, position: number, rateBp: number): Fault[] => {
  const unit = Math.max(0, line.unitPrice + sum(line.modifiers.map(({ price }) => price)))
  const list = proportion(unit, line.quantity, 1_000)
  const payable = line.list - line.lineDiscount - line.orderDiscount
  const net = proportion(line.payable, 10_000, 10_000 + rateBp)
  return differing('line_amount', { line: position + 1 }, [
    ['list', line.list, list],
    ['lineDiscount', line.lineDiscount, discountOf(line.discount, line.list)],
    ['payable', line.payable, payable],
    ['net', line.net, net],
    ['tax', line.tax, line.payable - net],
  ])
}

const sumFaults = (body: Sold): Fault[] => {
  const { lines } = body
  const total = sum(lines.map(({ payable }) => payable))
  const subtotal = sum(lines.map(({ list }) => list))
  const given = 'discountGiven' in body ? body.discountGiven : undefined
  const spread = sum(lines.map(({ orderDiscount }) => orderDiscount))
  const beforeOrder = sum(lines.map(({ list, lineDiscount }) => list - lineDiscount))
  return differing('sum_amount', {}, [
    ['subtotal', body.subtotal, subtotal],
    ['total', body.total, total],
    ['discount', body.discount, subtotal - total],
    ['net', body.net, sum(lines.map(({ net }) => net))],
    ['tax', body.tax, sum(lines.map(({ tax }) => tax))],
    ['net + tax', body.net + body.tax, body.total],
    // Sales of before the discount was recorded by itself do not say what it was.
    ...(given === undefined ? [] : ([['orderDiscount', spread, discountOf(given, beforeOrder)]] as const)),
  ])
}

const tenderFaults = ({ tenders, paid, change, total }: EntryOf<'SALE'>['body']): Fault[] => {
  const cash = sum(tenders.filter(({ kind }) => kind === 'cash').map(({ amount }) => amount))
  return differing('tender_amount', {}, [
    ['paid', paid, sum(tenders.map(({ amount }) => amount))],
    ['paid - change', paid - change, total],
    // Change comes out of the cash that was handed over.
    ['change', change, change > 0 && cash <= change ? Math.max(0, cash - 1) : change],
  ])
}

/** Checks that each sale and refund adds up: lines, discounts, tax, tenders and change. */
export const checkArithmetic = (notebook: Notebook): Check => ({
  see: ({ entry }) => {
    if (entry.kind !== 'SALE' && entry.kind !== 'REFUND') return
    const { body } = entry
    const lines = body.lines.flatMap((line, position) => lineFaults(line, position, body.rateBp))
    const back = sum(body.tenders.map(({ amount }) => amount))
    const tenders =
      entry.kind === 'SALE' ? tenderFaults(entry.body) : differing('tender_amount', {}, [['tenders', back, body.total]])
    for (const [code, values] of [...lines, ...sumFaults(body), ...tenders]) notebook.find(code, entry, values)
  },
})
