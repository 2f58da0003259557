import type { Output } from '../../../shared/bridge/bridge.ts'
import { fen } from '../../../shared/money/fen.ts'
import { formatFen } from '../../../shared/money/format-fen.ts'
import { momentText } from '../../i18n/moment.ts'
import { useText } from '../../i18n/use-text.ts'
import { Notice } from '../../ui/notice.tsx'

/** What a backup was proven to hold. */
export type Looked = Extract<Output<'backup.look'>, { ok: true }>

/** Shows what a backup holds, for a person to know it by. */
export const RestoreSummary = ({ looked }: { readonly looked: Looked }) => {
  const text = useText()
  const { restaurant, till, tillCode, entries, seq, at, businessDate, signed, totals } = looked
  const name = tillCode ?? till.slice(0, 8)
  return (
    <section className="card stack" data-testid="restore-holds" data-seq={seq}>
      <Notice tone={signed ? 'good' : 'attention'}>{text(signed ? 'restoreWhole' : 'restoreUnsigned')}</Notice>
      <p>{text('restoreHolds', { restaurant, till: name, entries, seq, at: momentText(at) })}</p>
      <p>
        {text('restoreTotals', {
          date: businessDate ?? '-',
          sales: totals.sales,
          salesTotal: formatFen(fen(totals.salesTotal)),
          refunds: totals.refunds,
          refundTotal: formatFen(fen(totals.refundTotal)),
        })}
      </p>
    </section>
  )
}
