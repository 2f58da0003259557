import { useEffect, useState } from 'react'
import { useName } from '../../i18n/local-name.tsx'
import { useText } from '../../i18n/use-text.ts'
import type { DraftRow } from '../../journal/rows.ts'
import { heldOrders, recallOrder } from '../../till/hold-order.ts'
import { useJournal } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const timeOf = (utc: number): string => new Date(utc).toTimeString().slice(0, 5)

/** Orders that were put aside; choosing one brings it back and puts the present one aside. */
export const RecallDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText()
  const nameIn = useName()
  const journal = useJournal()
  const [held, setHeld] = useState<readonly DraftRow[] | null>(null)
  useEffect(() => {
    void heldOrders(journal).then(setHeld)
  }, [journal])
  const recall = async (draft: DraftRow) => {
    await recallOrder(journal, draft, Date.now())
    onClose()
  }
  return (
    <Dialog title={text('recallTitle')} onClose={onClose}>
      {held?.length === 0 ? <p className="soft">{text('nothingHeld')}</p> : null}
      {held?.map((draft, index) => (
        <Button
          key={draft.orderId}
          className="recall"
          autoFocus={index === 0}
          onPress={() => recall(draft)}
          testId={`recall-${index + 1}`}
        >
          <span className="recall-time">{timeOf(draft.heldAt ?? draft.updatedAt)}</span>
          {draft.order.table === '' ? null : <span>{text('tableOf', { table: draft.order.table })}</span>}
          <span className="recall-lines">{draft.order.lines.map((line) => nameIn(line.name)).join(' · ')}</span>
          <span className="soft">{text('linesOf', { count: draft.order.lines.length })}</span>
        </Button>
      ))}
      <div className="row">
        <Button onPress={onClose} keyHint="Esc">
          {text('cancel')}
        </Button>
      </div>
    </Dialog>
  )
}
