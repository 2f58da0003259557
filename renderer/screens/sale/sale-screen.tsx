import { useEffect, useRef } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { go, useTill } from '../../till/till.ts'
import { useCompleteSale } from '../../till/use-complete-sale.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CategoryRail } from './category-rail.tsx'
import { ItemTiles } from './item-tiles.tsx'
import './menu.css'
import './order.css'
import { OrderPane } from './order-pane.tsx'
import './sale.css'
import { SaleDialogs } from './sale-dialogs.tsx'
import { leaveSaleView, useSaleView } from './sale-view.ts'
import { SearchBox } from './search-box.tsx'
import { useSaleActions } from './use-sale-actions.ts'
import { useSaleKeys } from './use-sale-keys.ts'

const showProblem = (problem: string) => useSaleView.setState({ problem })

const SaleProblem = () => {
  const problem = useSaleView((view) => view.problem)
  return problem === null ? null : (
    <div className="menu-problem">
      <Notice testId="sale-problem">{problem}</Notice>
    </div>
  )
}

/** Ringing up an order: menu at the left, the order at the right. It listens to nothing that a key press changes. */
export const SaleScreen = () => {
  const text = useText()
  const maySell = useTill(({ facts, shift }) => facts !== null && shift !== null)
  const actions = useSaleActions()
  const searchInput = useRef<HTMLInputElement>(null)
  const { payCashExact } = useCompleteSale(showProblem)
  useSaleKeys(actions, payCashExact, searchInput)
  useEffect(() => leaveSaleView, [])
  if (!maySell) {
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
        <SaleProblem />
      </section>
      <OrderPane actions={actions} onCashExact={payCashExact} />
      <SaleDialogs actions={actions} />
    </main>
  )
}
