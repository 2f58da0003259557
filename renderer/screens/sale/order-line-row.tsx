import { useEffect, useRef } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { formatQuantity } from '../../../shared/money/quantity.ts'
import type { OrderLine } from '../../../shared/sale/order.ts'
import type { PricedLine } from '../../../shared/sale/price-order.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useTill } from '../../till/till.ts'
import { Money } from '../../ui/money.tsx'
import { useSaleView } from './sale-view.ts'

type OrderLineRowProps = {
  readonly line: OrderLine
  readonly price: PricedLine
  readonly number: number
  readonly selected: boolean
}

/** How much of a line the kitchen was told of; nothing where it was told nothing. */
const SentMark = ({ line }: { readonly line: OrderLine }) => {
  const text = useText()
  const sent = useTill((till) => till.order.sent?.lines.find(({ lineId }) => lineId === line.lineId)?.quantity)
  if (sent === undefined) return null
  const isWhole = sent === line.quantity
  return (
    <span className="line-extras line-sent">
      {isWhole ? text('lineSent') : text('lineSentPart', { count: formatQuantity(sent) })}
    </span>
  )
}

/** One line of the order as a receipt shows it; a press selects it. */
export const OrderLineRow = ({ line, price, number, selected }: OrderLineRowProps) => {
  const text = useText()
  const nameIn = useName()
  const added = useSaleView((view) => (view.added?.line === line.lineId ? view.added.count : 0))
  const row = useRef<HTMLButtonElement>(null)
  const extras = [...line.modifiers.map((modifier) => nameIn(modifier.name)), ...(line.note === '' ? [] : [line.note])]
  const words = extras.join(' · ')
  // After every change of the line: it may have grown by a note or a discount, which must be seen at once.
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <AriaButton
      ref={row}
      className={selected ? 'line line-selected focus-ring' : 'line focus-ring'}
      aria-pressed={selected}
      onPress={() => useTill.setState({ selected: selected ? null : line.lineId })}
      data-testid={`line-${number}`}
    >
      {added === 0 ? null : <span key={added} className="line-flash" aria-hidden="true" />}
      <span className="line-quantity">{formatQuantity(line.quantity)}</span>
      <span className="line-name">
        {nameIn(line.name)}
        {words === '' ? null : <span className="line-extras">{words}</span>}
        <SentMark line={line} />
        {price.lineDiscount === 0 ? null : (
          <span className="line-extras line-discount">
            {text('discountLabel')} −<Money amount={price.lineDiscount} />
          </span>
        )}
      </span>
      <Money amount={price.list} />
    </AriaButton>
  )
}
