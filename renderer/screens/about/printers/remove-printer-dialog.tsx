import { useEffect, useState } from 'react'
import { type Printer, receiptPrinterOf } from '../../../../shared/bridge/settings-methods.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useBridge } from '../../../till/parts.ts'
import { useTill } from '../../../till/till.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { OpenJob } from '../../paper/use-printer.ts'

type RemovePrinterDialogProps = {
  readonly printer: Printer
  readonly onClose: () => void
  readonly onRemove: () => void
}

/** Asks before a printer is removed, and says what becomes of the slips that wait for it: they stay, or go to the one for receipts. */
export const RemovePrinterDialog = ({ printer, onClose, onRemove }: RemovePrinterDialogProps) => {
  const text = useText()
  const bridge = useBridge()
  const receipts = useTill((till) => receiptPrinterOf(till.settings))
  const stations = useTill((till) => till.settings.stations)
  const [jobs, setJobs] = useState<readonly OpenJob[] | null>(null)
  useEffect(() => {
    void bridge.call['print.open']({}).then((open) => setJobs(open.jobs.filter((job) => job.printer === printer.id)))
  }, [bridge, printer.id])
  const waiting = jobs?.filter(({ state }) => state === 'queued') ?? []
  const others = (jobs?.length ?? 0) - waiting.length
  const moveAndRemove = async () => {
    // One that is under way by now is not moved: it ends where it began.
    for (const { id } of waiting) await bridge.call['print.move']({ id, printer: receipts.id })
    onRemove()
  }
  const named = (stations ?? []).filter((station) => station.printer === printer.id).length
  return (
    <Dialog title={text('printerRemoveTitle', { name: printer.name })} onClose={onClose} testId="printer-remove-dialog">
      <p>{text(named === 0 ? 'printerRemoveBody' : 'printerRemoveStations', { name: receipts.name })}</p>
      {waiting.length === 0 ? null : (
        <Notice testId="printer-remove-waiting">{text('printerRemoveWaiting', { count: waiting.length })}</Notice>
      )}
      {others === 0 ? null : <Notice>{text('printerRemoveDoubt', { count: others })}</Notice>}
      <div className="row row-between row-wrap">
        <Button onPress={onClose} keyHint="Esc" autoFocus testId="printer-remove-no">
          {text('cancel')}
        </Button>
        <div className="row row-wrap">
          {waiting.length === 0 ? null : (
            <Button onPress={() => void moveAndRemove()} testId="printer-remove-move">
              {text('printerRemoveMove', { name: receipts.name })}
            </Button>
          )}
          <Button kind="danger" disabled={jobs === null} onPress={onRemove} testId="printer-remove-yes">
            {text(waiting.length === 0 ? 'printerRemove' : 'printerRemoveLeave')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
