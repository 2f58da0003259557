import { useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { heldOrders } from '../../till/hold-order.ts'
import { useJournal } from '../../till/parts.ts'
import { priceIn } from '../../till/price.ts'
import { go, useTill } from '../../till/till.ts'
import { useCompleteSale } from '../../till/use-complete-sale.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CategoryRail } from './category-rail.tsx'
import { ItemTiles } from './item-tiles.tsx'
import { OrderPane } from './order-pane.tsx'
import './sale.css'
import { SaleDialogs } from './sale-dialogs.tsx'
import { useSaleView } from './sale-view.ts'
import { SearchBox } from './search-box.tsx'
import { useSaleActions } from './use-sale-actions.ts'
import { useSaleKeys } from './use-sale-keys.ts'

const useHeldCount = (orderId: string): number => {
  const journal = useJournal()
  const [count, setCount] = useState(0)
  useEffect(() => {
    void heldOrders(journal).then((held) => setCount(held.filter((draft) => draft.orderId !== orderId).length))
  }, [journal, orderId])
  return count
}

const showProblem = (problem: string) => useSaleView.setState({ problem })

/** Ringing up an order: menu at the left, the order at the right. */
export const SaleScreen = () => {
  const text = useText()
  const { order, facts, shift } = useTill()
  const problem = useSaleView((view) => view.problem)
  const actions = useSaleActions()
  const searchInput = useRef<HTMLInputElement>(null)
  const held = useHeldCount(order.orderId)
  const { payCashExact } = useCompleteSale(showProblem)
  useSaleKeys(actions, payCashExact, searchInput)
  if (facts === null || shift === null) {
    return (
      <main className="page page-narrow">
        <Notice action={<Button onPress={() => go('open-shift')}>{text('openShiftTitle')}</Button>}>
          {text('refused_no_open_shift')}
        </Notice>
      </main>
    )
  }
  return (
    <main className="sale">
      <CategoryRail />
      <section className="menu">
        <SearchBox inputRef={searchInput} />
        <ItemTiles onPick={actions.pick} />
        {problem === null ? null : (
          <div className="menu-problem">
            <Notice testId="sale-problem">{problem}</Notice>
          </div>
        )}
      </section>
      <OrderPane priced={priceIn(order, facts, shift)} held={held} actions={actions} onCashExact={payCashExact} />
      <SaleDialogs actions={actions} />
    </main>
  )
}
