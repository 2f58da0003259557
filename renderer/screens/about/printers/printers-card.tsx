import { useState } from 'react'
import { addressText } from '../../../../shared/bridge/address-text.ts'
import { type Printer, withPrinter } from '../../../../shared/bridge/settings-methods.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useTill } from '../../../till/till.ts'
import { Button } from '../../../ui/button.tsx'
import { SaveOutcome } from '../save-outcome.tsx'
import { settingsPermit } from '../settings-permit.tsx'
import { useSaveSettings } from '../use-save-settings.ts'
import { FallbackChoice } from './fallback-choice.tsx'
import { withoutPrinter } from './printer-set.ts'
import { PrinterWizard } from './printer-wizard.tsx'
import { RemovePrinterDialog } from './remove-printer-dialog.tsx'

const MOST_PRINTERS = 16

type PrinterRowProps = {
  readonly printer: Printer
  readonly onChange: () => void
  readonly save: ReturnType<typeof useSaveSettings>['save']
}

const PrinterRow = ({ printer, onChange, save }: PrinterRowProps) => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const [removing, setRemoving] = useState(false)
  const { id, name, address, profile, columns } = printer
  const isForReceipts = id === settings.receiptPrinter
  /** What waits is moved before anything is saved, and saving takes a manager's PIN. */
  const askToRemove = async () => {
    if ((await settingsPermit()) !== null) setRemoving(true)
  }
  const remove = async () => {
    setRemoving(false)
    await save((now) => withoutPrinter(now, id))
  }
  return (
    <div className="stack printer-row" data-testid="printer-row" data-name={name}>
      <strong>{name}</strong>
      <span className="soft small">{`${addressText(address)} · ${profile} · ${columns}`}</span>
      <div className="row row-wrap">
        <Button
          chosen={isForReceipts}
          onPress={() => void save((now) => ({ ...now, receiptPrinter: id }))}
          testId="printer-receipts"
        >
          {text('printerForReceipts')}
        </Button>
        <Button onPress={onChange} testId="printer-change">
          {text('printerChange')}
        </Button>
        {isForReceipts ? null : (
          <Button kind="danger" onPress={() => void askToRemove()} testId="printer-remove">
            {text('printerRemove')}
          </Button>
        )}
      </div>
      <FallbackChoice printer={printer} save={save} />
      {removing ? (
        <RemovePrinterDialog printer={printer} onClose={() => setRemoving(false)} onRemove={() => void remove()} />
      ) : null}
    </div>
  )
}

/** The printers of this till: added, changed and removed by a manager. */
export const PrintersCard = () => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const isManager = useTill((till) => till.staff?.role === 'manager')
  const { save, outcome } = useSaveSettings()
  const [wizard, setWizard] = useState<{ readonly before: Printer | null } | null>(null)
  /** The printer is asked and prints before anything is saved, and that takes a manager's PIN. */
  const open = async (before: Printer | null) => {
    if ((await settingsPermit()) !== null) setWizard({ before })
  }
  const keep = async (printer: Printer) => {
    setWizard(null)
    await save((now) => withPrinter(now, printer))
  }
  if (!isManager) return null
  return (
    <section className="card stack" data-testid="printers-card">
      <h2>{text('printerTitle')}</h2>
      <p className="soft small">{text('printersBody')}</p>
      {settings.printers.map((printer) => (
        <PrinterRow key={printer.id} printer={printer} save={save} onChange={() => void open(printer)} />
      ))}
      <SaveOutcome outcome={outcome} />
      <Button
        kind="go"
        disabled={settings.printers.length >= MOST_PRINTERS}
        onPress={() => void open(null)}
        testId="printer-add"
      >
        {text('printerAdd')}
      </Button>
      {wizard === null ? null : (
        <PrinterWizard
          before={wizard.before}
          onClose={() => setWizard(null)}
          onDone={(printer) => void keep(printer)}
        />
      )}
    </section>
  )
}
