import { formatFen } from '../../../shared/money/format-fen.ts'
import type { Tender } from '../../../shared/sale/tender.ts'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'

type TenderListProps = { readonly tenders: readonly Tender[]; readonly onRemove: (at: number) => void }

/** What was received so far; each can be taken out again until the sale is complete. */
export const TenderList = ({ tenders, onRemove }: TenderListProps) => {
  const text = useText()
  if (tenders.length === 0) return null
  const rows = tenders.map((tender, at) => ({ ...tender, at, key: `${at}-${tender.kind}-${tender.amount}` }))
  return (
    <ul className="tenders">
      {rows.map(({ kind, amount, at, key }) => {
        const name = text(`tender_${kind}`)
        return (
          <li key={key} className="row row-between">
            <span>
              {text('tendered')} {name}
            </span>
            <span className="row">
              <Money amount={amount} />
              <Button
                kind="quiet"
                onPress={() => onRemove(at)}
                label={text('removeTender', { kind: name, amount: formatFen(amount) })}
                testId={`remove-tender-${at + 1}`}
              >
                ✕
              </Button>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
