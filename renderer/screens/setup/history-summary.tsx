import type { History } from '../../../shared/bridge/replace-methods.ts'
import { fen } from '../../../shared/money/fen.ts'
import { formatFen } from '../../../shared/money/format-fen.ts'
import { useText } from '../../i18n/use-text.ts'
import { Notice } from '../../ui/notice.tsx'

/** Shows what came back of a lost till, for a person to compare with the papers at hand. */
export const HistorySummary = ({ history }: { readonly history: History }) => {
  const text = useText()
  const { restaurant, till, tillCode, epochs, entries, unread, totals, receiptNo, businessDate, proven, begins } =
    history
  return (
    <section className="card stack" data-testid="replace-holds" data-entries={entries} data-total={totals.salesTotal}>
      <Notice tone="good">{text('replaceWhole')}</Notice>
      <p>
        {text('replaceHolds', {
          restaurant,
          epochs,
          entries,
          till: tillCode ?? till.slice(0, 8),
          receiptNo: receiptNo ?? '-',
          seq: proven.seq,
        })}
      </p>
      <p>
        {text('restoreTotals', {
          date: businessDate ?? '-',
          sales: totals.sales,
          salesTotal: formatFen(fen(totals.salesTotal)),
          refunds: totals.refunds,
          refundTotal: formatFen(fen(totals.refundTotal)),
        })}
      </p>
      {unread === 0 ? null : <Notice>{text('replaceUnread', { unread })}</Notice>}
      {begins === 'at_genesis' ? null : <Notice>{text(`replaceBegins_${begins}`)}</Notice>}
      <p className="soft">{text('replaceNotSent')}</p>
    </section>
  )
}
