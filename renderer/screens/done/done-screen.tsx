import { useEffect } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { nextOrder } from '../../till/session.ts'
import { type DoneSale, go, useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import './done.css'
import { DoneFollowers } from './done-followers.tsx'
import { useKept } from './use-kept.ts'

const isModifierKey = (key: string) => ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'].includes(key)

/** Any new key press or tap that is not on a button clears the screen for the next guest, and does nothing else. */
const useNextOnAnything = (): void => {
  useKeyDown((event) => {
    if (isDialogOpen() || event.repeat || isModifierKey(event.key) || event.key === 'Tab') return
    if (document.activeElement?.matches('button[data-focus-visible]') && event.key === 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    nextOrder()
  })
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (isDialogOpen() || !(event.target instanceof Element)) return
      if (event.target.closest('button') === null) nextOrder()
    }
    window.addEventListener('click', onClick)
    return () => window.removeEventListener('click', onClick)
  }, [])
}

/** A sale that is complete: the change in large figures, and what became of its copies, its receipt and its upload. */
export const DoneScreen = () => {
  const done = useTill((till) => till.done)
  return done === null ? null : <Finished done={done} />
}

const Finished = ({ done }: { readonly done: DoneSale }) => {
  const text = useText()
  const kept = useKept(done.seq)
  useNextOnAnything()
  return (
    <main
      className="done"
      data-testid="done"
      data-state={kept}
      data-seq={done.seq}
      data-total={done.total}
      data-receipt={done.receiptNo}
    >
      <p className={kept === 'done' ? 'done-kept done-kept-both' : 'done-kept'}>
        {kept === 'keeping' ? text('doneKeeping') : kept === 'done' ? `✓ ${text('doneBoth')}` : null}
      </p>
      {kept === 'one_copy' ? <Notice>{text('doneOneCopy')}</Notice> : null}
      {done.already ? <Notice>{text('doneAlready')}</Notice> : null}
      <p className="done-label">{text('changeDue')}</p>
      <p className="done-change">
        <Money amount={done.change} testId="done-change" />
      </p>
      <p className="done-total soft">
        {text('total')} <Money amount={done.total} /> · {text('doneReceipt', { receiptNo: done.receiptNo })}
      </p>
      <DoneFollowers sale={done} />
      <div className="row">
        <Button large onPress={() => go('invoice', done)} disabled={done.total === 0} testId="request-invoice">
          {text('requestInvoice')}
        </Button>
        <Button kind="go" large onPress={nextOrder} testId="next-order">
          {text('nextOrder')}
        </Button>
      </div>
      <p className="soft small">{text('anyKey')}</p>
    </main>
  )
}
