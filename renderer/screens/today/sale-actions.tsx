import { useState } from 'react'
import { reprint } from '../../followers/reprint.ts'
import { useText } from '../../i18n/use-text.ts'
import type { SaleRow } from '../../journal/rows.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RefundDialog } from './refund-dialog.tsx'

const useReprint = (row: SaleRow) => {
  const text = useText()
  const journal = useJournal()
  const bridge = useBridge()
  const staff = useTill((till) => till.staff)
  const shift = useTill((till) => till.shift)
  return async (): Promise<{ good: boolean; words: string }> => {
    if (staff === null) return { good: false, words: refusalText('not_signed_in', text) }
    const copy = row.copies + 1
    const context = { by: staff.id, shift: shift?.shiftId ?? null }
    const result = await reprint({ journal, bridge }, { of: row, copy }, context)
    if (result.ok) return { good: true, words: text('reprintDone', { copy }) }
    if (result.reason === 'nothing_to_print') return { good: false, words: text('reprintNothing') }
    if (result.reason === 'not_laid_out') return { good: false, words: text('paperFaultOf', { seq: result.seq }) }
    return { good: false, words: refusalText(result.reason, text) }
  }
}

/** Reprint, refund and invoice of one sale; what is no longer possible is not offered. */
export const SaleActions = ({ row }: { readonly row: SaleRow }) => {
  const text = useText()
  const [said, setSaid] = useState<{ good: boolean; words: string } | null>(null)
  const [refunding, setRefunding] = useState(false)
  const reprintSale = useReprint(row)
  return (
    <>
      {said === null ? null : (
        <Notice tone={said.good ? 'good' : 'danger'} testId="sale-said">
          {said.words}
        </Notice>
      )}
      {row.refundedBy === null ? null : <Notice>{`${text('refundedMark')} #${row.refundedBy}`}</Notice>}
      {row.copies > 1 ? <p className="soft small">{text('copiesMark', { count: row.copies - 1 })}</p> : null}
      <div className="row row-wrap">
        <Button onPress={async () => setSaid(await reprintSale())} testId="reprint">
          {text('reprint')}
        </Button>
        {row.refundedBy === null && row.total > 0 ? (
          <Button onPress={() => go('invoice', row)} testId="request-invoice">
            {text(row.invoiceSeq === null ? 'requestInvoice' : 'invoiceMark')}
          </Button>
        ) : null}
        {row.refundedBy === null ? (
          <Button kind="danger" onPress={() => setRefunding(true)} testId="refund">
            {text('refund')}
          </Button>
        ) : null}
      </div>
      {refunding ? (
        <RefundDialog
          row={row}
          onClose={() => setRefunding(false)}
          onRefunded={(words) => {
            setRefunding(false)
            setSaid({ good: true, words })
          }}
        />
      ) : null}
    </>
  )
}
