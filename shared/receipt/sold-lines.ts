import type { SoldLine } from '../journal/sold-line.ts'
import { type Fen, negateFen } from '../money/fen.ts'
import { formatFen } from '../money/format-fen.ts'
import { formatQuantity, ONE } from '../money/quantity.ts'
import type { ChosenModifier } from '../sale/order.ts'
import { unitPriceOf } from '../sale/price-order.ts'
import { labelsIn, type ReceiptLanguage } from './labels.ts'
import type { Block } from './receipt.ts'

/** Columns of the quantities, a space after them included; names and what is said below them begin there. */
const quantityColumns = (lines: readonly SoldLine[]): number =>
  1 + Math.max(2, ...lines.map(({ quantity }) => formatQuantity(quantity).length))

const signed = (amount: Fen): string => (amount > 0 ? `+${formatFen(amount)}` : formatFen(amount))

const modifierText = ({ name, price }: ChosenModifier, language: ReceiptLanguage): string =>
  price === 0 ? name[language] || name.zh : `${name[language] || name.zh} ${signed(price)}`

const soldLine = (line: SoldLine, columns: number, language: ReceiptLanguage): Block[] => {
  const labels = labelsIn(language)
  const indent = ' '.repeat(columns)
  const detail = (text: string): Block => ({ kind: 'text', text: indent + text })
  const unit = line.unit[language] || line.unit.zh
  const each = `${formatQuantity(line.quantity)} ${unit} x ${formatFen(unitPriceOf(line))}`
  return [
    {
      kind: 'row',
      cells: [
        { text: formatQuantity(line.quantity).padEnd(columns - 1) },
        { text: line.name[language] || line.name.zh, grow: true },
        { text: formatFen(line.list), align: 'right' },
      ],
    },
    ...(line.quantity === ONE ? [] : [detail(each)]),
    ...line.modifiers.map((modifier) => detail(modifierText(modifier, language))),
    ...(line.note === '' ? [] : [detail(`${labels.note}: ${line.note}`)]),
    ...(line.lineDiscount === 0 ? [] : [discountRow(indent + labels.lineDiscount, line.lineDiscount)]),
  ]
}

const discountRow = (label: string, amount: Fen): Block => ({
  kind: 'row',
  cells: [
    { text: label, grow: true },
    { text: formatFen(negateFen(amount)), align: 'right' },
  ],
})

/** The lines of a sale or a refund: quantity, name, amount; under it the unit price, modifiers, note and line discount. */
export const soldLines = (lines: readonly SoldLine[], language: ReceiptLanguage): Block[] => {
  const columns = quantityColumns(lines)
  return lines.flatMap((line) => soldLine(line, columns, language))
}
