import { useState } from 'react'
import * as v from 'valibot'
import { type Printer, printerSchema, receiptPrinterOf, withPrinter } from '../../../shared/bridge/settings-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Keypad, type KeypadKey, typeDigits } from '../../ui/keypad.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const KINDS = ['virtual', 'tcp'] as const
const PROFILES = ['80mm', '58mm'] as const

type Typed = {
  readonly name: string
  readonly kind: (typeof KINDS)[number]
  readonly host: string
  readonly port: string
  readonly profile: string
}

const typedOf = ({ name, address, profile }: Printer): Typed => ({
  ...{ name, profile, kind: address.kind === 'virtual' ? 'virtual' : 'tcp' },
  ...(address.kind === 'tcp' ? { host: address.host, port: String(address.port) } : { host: '', port: '9100' }),
})

/** The printer as typed; null while something is missing or out of range. */
const printerFrom = (before: Printer, { name, kind, host, port, profile }: Typed): Printer | null => {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0
  const address = kind === 'virtual' ? { kind } : { kind, host: host.trim(), port: number }
  const columns = profile === '58mm' ? 32 : 48
  const printer = { ...before, name: name.trim(), address, profile, columns, abilities: null }
  return v.is(printerSchema, printer) ? printer : null
}

/** Where slips go: a network printer, or the simulated one. Changed by a manager. */
export const PrinterCard = () => {
  const text = useText()
  const settings = useTill((till) => till.settings)
  const manager = useTill((till) => till.staff?.role === 'manager')
  const { save, outcome } = useSaveSettings()
  const before = receiptPrinterOf(settings)
  const [printer, setPrinter] = useState(typedOf(before))
  const setPort = (port: string) => setPrinter({ ...printer, port })
  const [atPort, setAtPort] = useState(false)
  const complete = printerFrom(before, printer)
  const typeAddress = (key: KeypadKey) =>
    atPort
      ? setPort(typeDigits(printer.port, key, 5))
      : setPrinter({ ...printer, host: key === '.' ? `${printer.host}.` : typeDigits(printer.host, key, 255) })
  if (!manager) return null
  return (
    <section className="card stack">
      <h2>{text('printerTitle')}</h2>
      <div className="row row-wrap">
        {KINDS.map((kind) => (
          <Button
            key={kind}
            chosen={printer.kind === kind}
            onPress={() => setPrinter({ ...printer, kind })}
            testId={`printer-${kind}`}
          >
            {text(`printerKind_${kind}`)}
          </Button>
        ))}
        {PROFILES.map((profile) => (
          <Button
            key={profile}
            chosen={printer.profile === profile}
            onPress={() => setPrinter({ ...printer, profile })}
            testId={`paper-${profile}`}
          >
            {`${text('printerPaper')} ${profile}`}
          </Button>
        ))}
      </div>
      <Field
        label={text('printerName')}
        value={printer.name}
        onChange={(name) => setPrinter({ ...printer, name })}
        maxLength={40}
        testId="printer-name"
      />
      {printer.kind === 'tcp' ? (
        <>
          <div className="row">
            <Field
              label={text('printerHost')}
              value={printer.host}
              onChange={(host) => setPrinter({ ...printer, host })}
              maxLength={255}
              onFocus={() => setAtPort(false)}
              testId="printer-host"
            />
            <Field
              label={text('printerPort')}
              value={printer.port}
              onChange={setPort}
              inputMode="numeric"
              maxLength={5}
              onFocus={() => setAtPort(true)}
              testId="printer-port"
            />
          </div>
          <Keypad onKey={typeAddress} backLabel={text('backspace')} testPrefix="printer-key" small />
        </>
      ) : null}
      {complete === null ? <p className="soft small">{text('printerWrong')}</p> : null}
      <SaveOutcome outcome={outcome} />
      <Button
        kind="go"
        disabled={complete === null}
        onPress={() => void (complete === null ? null : save(withPrinter(settings, complete)))}
        testId="printer-save"
      >
        {text('settingsSave')}
      </Button>
    </section>
  )
}
