import type { ReactNode } from 'react'
import type { ShiftTotals } from '../../../shared/journal/entry.ts'
import { TENDER_KINDS } from '../../../shared/sale/tender.ts'
import { useText } from '../../i18n/use-text.ts'
import { Money } from '../../ui/money.tsx'

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <tr>
    <th scope="row">{label}</th>
    <td>{children}</td>
  </tr>
)

/** What happened at the drawer beside the sales; nothing where nothing did. */
const BesideSales = ({ totals: { paidIn, paidOut, drawerOpens } }: { readonly totals: ShiftTotals }) => {
  const text = useText()
  if (paidIn === undefined && paidOut === undefined && drawerOpens === undefined) return null
  return (
    <tbody data-testid="beside-sales">
      {paidIn === undefined ? null : (
        <Row label={text('cashPaidIn')}>
          <Money amount={paidIn} />
        </Row>
      )}
      {paidOut === undefined ? null : (
        <Row label={text('cashPaidOut')}>
          −<Money amount={paidOut} />
        </Row>
      )}
      {drawerOpens === undefined ? null : <Row label={text('drawerOpened', { count: drawerOpens })}>{null}</Row>}
    </tbody>
  )
}

/** The figures of a shift as its X or Z report has them. */
export const TotalsTable = ({ totals }: { readonly totals: ShiftTotals }) => {
  const text = useText()
  return (
    <table className="totals" data-testid="totals">
      <tbody>
        <Row label={text('sales', { count: totals.sales })}>
          <Money amount={totals.salesTotal} />
        </Row>
        <Row label={text('refunds', { count: totals.refunds })}>
          {totals.refundTotal === 0 ? null : '−'}
          <Money amount={totals.refundTotal} />
        </Row>
        <Row label={text('voids', { count: totals.voids })}>{null}</Row>
        <Row label={text('discounts')}>
          <Money amount={totals.discount} />
        </Row>
        <Row label={text('netSales')}>
          <Money amount={totals.net} />
        </Row>
        <Row label={text('taxTotal')}>
          <Money amount={totals.tax} />
        </Row>
      </tbody>
      <tbody>
        <tr>
          <th scope="rowgroup" colSpan={2} className="soft small">
            {text('byTender')}
          </th>
        </tr>
        {TENDER_KINDS.map((kind) => (
          <Row key={kind} label={text(`tender_${kind}`)}>
            <Money amount={totals[kind]} />
          </Row>
        ))}
      </tbody>
      <BesideSales totals={totals} />
    </table>
  )
}
