import type { SoldLine } from '../journal/sold-line.ts'
import { type Fen, negateFen } from '../money/fen.ts'
import { formatFen } from '../money/format-fen.ts'
import { formatQuantity, ONE } from '../money/quantity.ts'
import type { ChosenModifier } from '../sale/order.ts'
import { unitPriceOf } from '../sale/price-order.ts'
import type { Block } from './receipt.ts'
import {
  indentedBy,
  nameIn,
  type ReceiptLanguage,
  type Say,
  sayIn,
  type Words,
  withFreeText,
  withValue,
} from './words.ts'

/** Columns of the quantities, a space after them included; names and what is said below them begin there. */
const quantityColumns = (lines: readonly SoldLine[]): number =>
  1 + Math.max(2, ...lines.map(({ quantity }) => formatQuantity(quantity).length))

const signed = (amount: Fen): string => (amount > 0 ? `+${formatFen(amount)}` : formatFen(amount))

const modifierWords = ({ name, price }: ChosenModifier, say: Say): Words => {
  const words = say((_, language) => nameIn(name, language))
  return price === 0 ? words : withValue(words, signed(price))
}

const discountRow = (label: Words, amount: Fen): Block => ({
  kind: 'row',
  cells: [
    { ...label, grow: true },
    { text: formatFen(negateFen(amount)), align: 'right' },
  ],
})

/** The two names of a unit side by side: a count is said once. */
const eachText = (line: SoldLine, say: Say): string => {
  const { text, second } = say((_, language) => nameIn(line.unit, language))
  const unit = second === undefined ? text : `${text}/${second.below}`
  return `${formatQuantity(line.quantity)} ${unit} x ${formatFen(unitPriceOf(line))}`
}

/** A dish's other name stands below it, not beside it: a list is read down one language. */
const nameRow = (line: SoldLine, columns: number, say: Say): Block => {
  const { text, second } = say((_, language) => nameIn(line.name, language))
  return {
    kind: 'row',
    cells: [
      { text: formatQuantity(line.quantity).padEnd(columns - 1) },
      { text, grow: true, ...(second && { second: { below: second.below } }) },
      { text: formatFen(line.list), align: 'right' },
    ],
  }
}

const soldLine = (line: SoldLine, columns: number, say: Say): Block[] => {
  const indent = ' '.repeat(columns)
  const detail = (words: Words): Block => ({ kind: 'text', ...indentedBy(indent, words) })
  return [
    nameRow(line, columns, say),
    ...(line.quantity === ONE ? [] : [detail({ text: eachText(line, say) })]),
    ...line.modifiers.map((modifier) => detail(modifierWords(modifier, say))),
    ...(line.note === '' ? [] : [detail(withFreeText(say('note'), line.note, ': '))]),
    ...(line.lineDiscount === 0 ? [] : [discountRow(indentedBy(indent, say('lineDiscount')), line.lineDiscount)]),
  ]
}

/** The lines of a sale or a refund: quantity, name, amount; under it the unit price, modifiers, note and line discount. */
export const soldLines = (lines: readonly SoldLine[], language: ReceiptLanguage): Block[] => {
  const columns = quantityColumns(lines)
  return lines.flatMap((line) => soldLine(line, columns, sayIn(language)))
}
