import { useRef, useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { Place } from '../../journal/journal.ts'
import { today } from '../../till/shift.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import { SaleDetail } from './sale-detail.tsx'
import { isAt, SaleTable } from './sale-table.tsx'
import { useSales } from './use-sales.ts'
import { walkRows } from './walk-rows.ts'
import './today.css'

/** The list that the arrows go through, from wherever the focus is. */
const useWalkedList = () => {
  const list = useRef<HTMLElement>(null)
  useKeyDown((event) => {
    if (isDialogOpen() || list.current === null) return
    if (walkRows(list.current, event.key)) event.preventDefault()
  })
  return list
}

/** The sales of the business date with the state of each: second copy, paper, head office. Search goes over all dates. */
export const TodayScreen = () => {
  const text = useText()
  const businessDate = useTill((till) => till.shift?.businessDate) ?? today()
  const subject = useTill((till) => till.subject)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<Place | null>(subject)
  const { sales, more, showMore } = useSales(businessDate, query)
  const list = useWalkedList()
  const found = sales?.find(({ row }) => isAt(row, chosen))
  return (
    <main className="today">
      <section className="today-list" ref={list}>
        <div className="row row-between">
          <h1>{text('todayOn', { date: businessDate })}</h1>
          <div className="today-search">
            <Field
              label={text('todaySearch')}
              value={query}
              onChange={setQuery}
              placeholder={text('todaySearchHint')}
              maxLength={40}
              autoFocus
              testId="today-search"
            />
          </div>
        </div>
        {sales === null ? null : sales.length === 0 ? (
          <p className="soft">{query.trim() === '' ? text('todayNone') : text('todayNotFound', { query })}</p>
        ) : (
          <SaleTable sales={sales} chosen={chosen} onChoose={setChosen} />
        )}
        {more ? <Button onPress={showMore}>{text('todayMore')}</Button> : null}
      </section>
      <aside className="today-detail" aria-label={text('todayTitle')}>
        {found === undefined ? (
          <p className="soft">{text('todayChoose')}</p>
        ) : (
          <SaleDetail key={`${found.row.epoch}.${found.row.seq}`} sale={found} />
        )}
      </aside>
    </main>
  )
}
