import { ZERO_FEN } from '../../../shared/money/fen.ts'
import { formatQuantity } from '../../../shared/money/quantity.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { priceIn } from '../../till/price.ts'
import { useTill } from '../../till/till.ts'
import { Money } from '../../ui/money.tsx'

/** What is being paid for, to read out to the guest. */
export const PayOrder = () => {
  const text = useText()
  const nameIn = useName()
  const { facts, shift, order } = useTill()
  if (facts === null || shift === null) return null
  const priced = priceIn(order, facts, shift)
  return (
    <section className="pay-order" aria-label={text('order')}>
      {order.lines.map((line, at) => (
        <p key={line.lineId}>
          <span>{formatQuantity(line.quantity)}</span>
          <span>{nameIn(line.name)}</span>
          <Money amount={priced.lines[at]?.list ?? ZERO_FEN} />
        </p>
      ))}
      {priced.discount === 0 ? null : (
        <p>
          <span />
          <span>{text('discountLabel')}</span>
          <span>
            −<Money amount={priced.discount} />
          </span>
        </p>
      )}
    </section>
  )
}
