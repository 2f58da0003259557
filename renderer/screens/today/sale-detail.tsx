import { useEffect, useState } from 'react'
import type { EntryOf } from '../../../shared/journal/entry.ts'
import { formatQuantity } from '../../../shared/money/quantity.ts'
import { localTime } from '../../../shared/receipt/local-time.ts'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useJournal } from '../../till/parts.ts'
import { saleAt } from '../../till/refund-sale.ts'
import { kindsOf, receivedBy } from '../../till/tender-kinds.ts'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaleActions } from './sale-actions.tsx'
import { printState } from './sale-state.ts'
import type { ListedSale } from './use-sales.ts'

type Sold = EntryOf<'SALE'>

const SoldLines = ({ body }: Pick<Sold, 'body'>) => {
  const text = useText()
  const name = useName()
  return (
    <ul className="sold-lines">
      {body.lines.map((line) => (
        <li key={line.lineId}>
          <span className="sold-quantity">{formatQuantity(line.quantity)}</span>
          <span>
            {name(line.name)}
            <span className="soft small sold-note">
              {[...line.modifiers.map((modifier) => name(modifier.name)), line.note]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </span>
          <Money amount={line.list} />
        </li>
      ))}
      {body.discount === 0 ? null : (
        <li>
          <span />
          <span>{text('discountLabel')}</span>
          <span>
            −<Money amount={body.discount} />
          </span>
        </li>
      )}
    </ul>
  )
}

/** What was taken off before the sale, for whoever asks why the kitchen cooked more than was paid. */
const Removed = ({ body }: Pick<Sold, 'body'>) => {
  const text = useText()
  const name = useName()
  const removed = body.removed ?? []
  if (removed.length === 0) return null
  const dishes = removed.map((line) => `${name(line.name)} × ${formatQuantity(line.quantity)}`)
  return (
    <p className="soft small" data-testid="sale-removed">
      {text('removedBefore', { dishes: dishes.join('、') })}
    </p>
  )
}

/** One sale as it was sealed, with what can be done about it now. */
export const SaleDetail = ({ sale }: { readonly sale: ListedSale }) => {
  const text = useText()
  const journal = useJournal()
  const { row } = sale
  const [sold, setSold] = useState<Sold | null>(null)
  useEffect(() => {
    let current = true
    void saleAt(journal, { epoch: row.epoch, seq: row.seq }).then((found) => {
      if (current) setSold(found?.entry ?? null)
    })
    return () => {
      current = false
    }
  }, [journal, row.epoch, row.seq])
  return (
    <div className="stack" data-testid="sale-detail">
      <div>
        <h2>{row.receiptNo}</h2>
        <p className="soft">{localTime(row)}</p>
      </div>
      {sold === null ? null : (
        <>
          <SoldLines body={sold.body} />
          <Removed body={sold.body} />
        </>
      )}
      <p className="row row-between sold-total">
        <span>{text('total')}</span>
        <Money amount={row.total} />
      </p>
      <ul className="sold-tenders soft">
        {kindsOf(row.tenders).map((kind) => (
          <li key={kind} className="row row-between">
            <span>{text(`tender_${kind}`)}</span>
            <Money amount={receivedBy(kind, row.tenders)} />
          </li>
        ))}
      </ul>
      {row.change === 0 ? null : (
        <p className="row row-between soft">
          <span>{text('changeDue')}</span>
          <Money amount={row.change} />
        </p>
      )}
      {printState(sale.prints).words === 'print_failed' ? (
        <Notice tone="danger" testId="print-fault">
          {text('paperFaultOf', { seq: row.seq })}
        </Notice>
      ) : null}
      <SaleActions row={row} />
      <p className="soft small proof">{text('saleProof', { seq: row.seq, hash: row.hash.slice(0, 12) })}</p>
    </div>
  )
}
