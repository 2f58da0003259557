import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { today } from '../../till/shift.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { SaleDetail } from './sale-detail.tsx'
import { SaleTable } from './sale-table.tsx'
import { useSales } from './use-sales.ts'
import './today.css'

/** The sales of the business date with the state of each: second copy, paper, head office. Search goes over all dates. */
export const TodayScreen = () => {
  const text = useText()
  const businessDate = useTill((till) => till.shift?.businessDate) ?? today()
  const subject = useTill((till) => till.subject)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<number | null>(subject)
  const { sales, more, showMore } = useSales(businessDate, query)
  const found = sales?.find(({ row }) => row.seq === chosen)
  return (
    <main className="today">
      <section className="today-list">
        <div className="row row-between">
          <h1>{text('todayOn', { date: businessDate })}</h1>
          <div className="today-search">
            <Field
              label={text('todaySearch')}
              value={query}
              onChange={setQuery}
              placeholder={text('todaySearchHint')}
              maxLength={40}
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
          <SaleDetail key={found.row.seq} sale={found} />
        )}
      </aside>
    </main>
  )
}
