import { useEffect, useState } from 'react'
import { stationOfCategory, unsentOf } from '../../../shared/kitchen/kitchen-order.ts'
import { ZERO_FEN } from '../../../shared/money/fen.ts'
import { formatFen } from '../../../shared/money/format-fen.ts'
import type { Order } from '../../../shared/sale/order.ts'
import type { PricedOrder } from '../../../shared/sale/price-order.ts'
import { useText } from '../../i18n/use-text.ts'
import { heldOrders } from '../../till/hold-order.ts'
import { useJournal } from '../../till/parts.ts'
import { usePricedOrder } from '../../till/price.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { LineTools } from './line-tools.tsx'
import { OrderLineRow } from './order-line-row.tsx'
import { showDialog } from './sale-view.ts'
import type { SaleActions } from './use-sale-actions.ts'

type OrderPaneProps = {
  readonly actions: SaleActions
  readonly onCashExact: () => void
}

const OrderHead = () => {
  const text = useText()
  const { dining, table, guests, lines } = useTill((till) => till.order)
  const parts = [text(dining === 'dine_in' ? 'dineIn' : 'takeaway')]
  if (table !== '') parts.push(text('tableOf', { table }))
  if (guests > 0) parts.push(text('guestsOf', { count: guests }))
  return (
    <div className="row row-between order-head">
      <h2>
        {text('order')}{' '}
        {lines.length === 0 ? null : <span className="order-count">{text('linesOf', { count: lines.length })}</span>}
      </h2>
      <Button onPress={() => showDialog({ kind: 'details' })} testId="order-details">
        {parts.join(' · ')}
        <span className="soft" aria-hidden="true">
          ▾
        </span>
      </Button>
    </div>
  )
}

/** Says how to begin; after a start also what was sold last, so that nobody rings it up again. */
const EmptyOrder = ({ onReprint }: { readonly onReprint: () => void }) => {
  const text = useText()
  const last = useTill((till) => till.notShown)
  return (
    <div className="order-empty">
      {last === null ? null : (
        <Notice tone="good" testId="before-stop">
          {text('beforeStop', { receiptNo: last.receiptNo, change: formatFen(last.change) })}
        </Notice>
      )}
      <p className="soft">{text('emptyOrder')}</p>
      <Button kind="quiet" onPress={onReprint} keyHint="Ctrl+P" testId="reprint-last">
        {text('reprintLast')}
      </Button>
      <Button kind="quiet" onPress={() => showDialog({ kind: 'drawer' })} keyHint="F12" testId="drawer">
        {text('drawer')}
      </Button>
    </div>
  )
}

const OrderTotals = ({ priced }: { readonly priced: PricedOrder }) => {
  const text = useText()
  return (
    <div className="order-totals">
      <div className="order-sums">
        <span>
          {text('subtotal')} <Money amount={priced.subtotal} />
        </span>
        {priced.discount === 0 ? null : (
          <span>
            {text('discountLabel')} −<Money amount={priced.discount} />
          </span>
        )}
        <span>{text('taxIncluded', { tax: formatFen(priced.tax) })}</span>
      </div>
      <div className="row row-between order-total">
        <span>{text('total')}</span>
        <Money amount={priced.total} testId="total" />
      </div>
    </div>
  )
}

const useHeldCount = (orderId: string): number => {
  const journal = useJournal()
  const [count, setCount] = useState(0)
  useEffect(() => {
    void heldOrders(journal).then((held) => setCount(held.filter((draft) => draft.orderId !== orderId).length))
  }, [journal, orderId])
  return count
}

/** How many dishes the kitchen has still to be told of, or told to leave; null where there is no kitchen to tell. */
const useUnsentCount = (order: Order): number | null => {
  const stations = useTill((till) => till.settings.stations)
  if (stations === undefined || stations.length === 0) return null
  const unsent = unsentOf(order, stationOfCategory(stations))
  return unsent === null ? 0 : unsent.added.length + unsent.cancelled.length
}

/** The order as paper would show it, its totals, and what can be done with it. It never moves. */
export const OrderPane = (props: OrderPaneProps) => {
  const priced = usePricedOrder()
  return priced === null ? null : <PricedPane priced={priced} {...props} />
}

const PricedPane = ({ priced, actions, onCashExact }: OrderPaneProps & { readonly priced: PricedOrder }) => {
  const text = useText()
  const order = useTill((till) => till.order)
  const held = useHeldCount(order.orderId)
  const selected = useTill((till) => till.selected)
  const empty = order.lines.length === 0
  const unsent = useUnsentCount(order)
  return (
    <section className="order" aria-label={text('order')}>
      <OrderHead />
      <div className="order-lines">
        {empty ? <EmptyOrder onReprint={actions.reprint} /> : null}
        {order.lines.map((line, index) => {
          const price = priced.lines[index] ?? NOTHING
          return (
            <OrderLineRow
              key={line.lineId}
              line={line}
              price={price}
              number={index + 1}
              selected={line.lineId === selected}
            />
          )
        })}
      </div>
      <LineTools actions={actions} />
      <OrderTotals priced={priced} />
      <div className="order-actions">
        <Button onPress={actions.hold} disabled={empty} keyHint="F4" testId="hold">
          {text('hold')}
        </Button>
        <Button onPress={() => showDialog({ kind: 'recall' })} keyHint="F5" testId="recall">
          {held === 0 ? text('recall') : text('recallCount', { count: held })}
        </Button>
        {unsent === null ? null : (
          <Button onPress={actions.kitchen} disabled={unsent === 0} keyHint="F6" testId="kitchen">
            {unsent === 0 ? text('kitchen') : text('kitchenCount', { count: unsent })}
          </Button>
        )}
        <Button onPress={actions.check} disabled={empty} keyHint="^B" testId="check">
          {text('check')}
        </Button>
        <Button
          onPress={() => showDialog({ kind: 'discount', line: null })}
          disabled={empty}
          keyHint="F8"
          testId="order-discount"
        >
          {text('discount')}
        </Button>
        <Button kind="danger" onPress={() => showDialog({ kind: 'void' })} disabled={empty} testId="void-order">
          {text('voidOrder')}
        </Button>
      </div>
      <div className="row order-pay">
        <Button kind="go" large onPress={() => go('pay')} disabled={empty} keyHint="F9" testId="pay">
          {text('pay')} <Money amount={priced.total} />
        </Button>
        <Button large onPress={onCashExact} disabled={empty} keyHint="F10" testId="cash-exact">
          {text('cashExact')}
        </Button>
      </div>
    </section>
  )
}

const NOTHING = {
  lineId: '',
  list: ZERO_FEN,
  lineDiscount: ZERO_FEN,
  orderDiscount: ZERO_FEN,
  payable: ZERO_FEN,
  net: ZERO_FEN,
  tax: ZERO_FEN,
}
