import { localTime } from '../../../shared/receipt/local-time.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import type { Place } from '../../journal/journal.ts'
import { useStanding } from '../../till/standing.ts'
import { kindsOf } from '../../till/tender-kinds.ts'
import { Money } from '../../ui/money.tsx'
import { mirrorState, officeState, printState, type SaleState } from './sale-state.ts'
import type { ListedSale } from './use-sales.ts'

const COLUMNS = [
  'columnReceipt',
  'columnTime',
  'columnTender',
  'columnTotal',
  'columnCopy',
  'columnPrint',
  'columnOffice',
] as const satisfies readonly MessageKey[]

const State = ({ state }: { readonly state: SaleState }) => {
  const text = useText()
  return (
    <span className={`state strip-${state.proof}`} data-proof={state.proof}>
      <span className="strip-mark" aria-hidden="true">
        {state.proof === 'act' ? '▲' : ''}
      </span>
      <span className="state-words">{text(state.words)}</span>
    </span>
  )
}

const SaleTableRow = ({
  sale: { row, prints },
  chosen,
  tabbable,
  onChoose,
}: {
  readonly sale: ListedSale
  readonly chosen: boolean
  /** Tab stops once in the table, the arrows go through it. */
  readonly tabbable: boolean
  readonly onChoose: (place: Place) => void
}) => {
  const text = useText()
  const standing = useStanding()
  return (
    <tr
      className={chosen ? 'sale-row sale-row-chosen' : 'sale-row'}
      data-testid={`sale-row-${row.receiptNo}`}
      data-seq={row.seq}
      onClick={() => onChoose(row)}
    >
      <td>
        <button type="button" className="sale-row-button" aria-pressed={chosen} tabIndex={tabbable ? 0 : -1}>
          {row.receiptNo}
        </button>
        {standing.before !== null && row.epoch <= standing.before.epoch ? (
          <span className="mark">{text('beforeMark')}</span>
        ) : null}
        {row.refundedBy === null ? null : <span className="mark mark-danger">{text('refundedMark')}</span>}
        {row.invoiceSeq === null ? null : <span className="mark">{text('invoiceMark')}</span>}
      </td>
      <td>{localTime(row).slice(11, 16)}</td>
      <td>
        {kindsOf(row.tenders)
          .map((kind) => text(`tender_${kind}`))
          .join(' + ')}
      </td>
      <td className="amount">
        <Money amount={row.total} />
      </td>
      <td>
        <State state={mirrorState(row, standing)} />
      </td>
      <td>
        <State state={printState(prints)} />
      </td>
      <td>
        <State state={officeState(row, standing)} />
      </td>
    </tr>
  )
}

type SaleTableProps = {
  readonly sales: readonly ListedSale[]
  readonly chosen: Place | null
  readonly onChoose: (place: Place) => void
}

/** Whether a sale is the one that stands there: two epochs of a till both count from 1. */
export const isAt = (row: Place, place: Place | null): boolean => row.epoch === place?.epoch && row.seq === place.seq

/** One dense line for each sale; the whole line can be pressed. */
export const SaleTable = ({ sales, chosen, onChoose }: SaleTableProps) => {
  const text = useText()
  const stop = sales.find(({ row }) => isAt(row, chosen)) ?? sales[0]
  return (
    <div className="today-scroll">
      <table className="sale-table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'columnTotal' ? 'amount' : undefined}>
                {text(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sales.map((sale) => (
            <SaleTableRow
              key={`${sale.row.epoch}.${sale.row.seq}`}
              sale={sale}
              chosen={isAt(sale.row, chosen)}
              tabbable={sale === stop}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
