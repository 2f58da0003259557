import { useState } from 'react'
import type { Printer, PrinterAddress } from '../../../../shared/bridge/settings-methods.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { AddressStep } from './address-step.tsx'
import { PaperStep } from './paper-step.tsx'

/** Random, so that what waits for a printer that is gone never comes out of a later one. */
const newPrinter = (address: PrinterAddress): Printer => ({
  id: `p-${crypto.randomUUID().slice(0, 8)}`,
  ...{ name: '', address, profile: '80mm', columns: 48, abilities: null },
})

type PrinterWizardProps = {
  /** The printer to change; null: a new one. */
  readonly before: Printer | null
  readonly onClose: () => void
  readonly onDone: (printer: Printer) => void
}

/** Sets a printer up: where it is, what it can do, a page to look at, its name. Nothing is saved before the end. */
export const PrinterWizard = ({ before, onClose, onDone }: PrinterWizardProps) => {
  const text = useText()
  const [printer, setPrinter] = useState(before)
  const [step, setStep] = useState<'address' | 'paper'>('address')
  const takeAddress = (address: PrinterAddress) => {
    setPrinter((now) => (now === null ? newPrinter(address) : { ...now, address, abilities: null }))
    setStep('paper')
  }
  return (
    <Dialog
      title={text(before === null ? 'printerAdd' : 'printerChangeTitle')}
      onClose={onClose}
      wide
      testId="printer-wizard"
    >
      {step === 'paper' && printer !== null ? (
        <PaperStep before={printer} onBack={() => setStep('address')} onDone={onDone} />
      ) : (
        <AddressStep before={printer?.address ?? null} onDone={takeAddress} />
      )}
    </Dialog>
  )
}
