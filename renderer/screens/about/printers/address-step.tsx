import { useEffect, useState } from 'react'
import { addressText } from '../../../../shared/bridge/address-text.ts'
import type { PrinterAddress } from '../../../../shared/bridge/settings-methods.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useBridge } from '../../../till/parts.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Keypad, type KeypadKey, typeDigits } from '../../../ui/keypad.tsx'
import { addressFrom, emptyAddress, KINDS, type TypedAddress, typedFrom } from './typed-address.ts'

type Search = { readonly state: 'idle' | 'searching' | 'done'; readonly found: readonly PrinterAddress[] }

/** Looks for printers when asked to; a search that is left is ended. */
const useSearch = () => {
  const bridge = useBridge()
  const [search, setSearch] = useState<Search>({ state: 'idle', found: [] })
  useEffect(() => () => void bridge.call['print.stopFinding']({}), [bridge])
  const start = async () => {
    setSearch({ state: 'searching', found: [] })
    const { addresses } = await bridge.call['print.find']({})
    setSearch({ state: 'done', found: addresses })
  }
  return { search, start, stop: () => bridge.call['print.stopFinding']({}) }
}

const Found = ({ onChoose }: { readonly onChoose: (address: PrinterAddress) => void }) => {
  const text = useText()
  const { search, start, stop } = useSearch()
  const isSearching = search.state === 'searching'
  return (
    <div className="stack">
      <Button onPress={() => void (isSearching ? stop() : start())} testId="printer-search">
        {text(isSearching ? 'printerStopSearch' : 'printerSearch')}
      </Button>
      {search.state === 'done' && search.found.length === 0 ? (
        <p className="soft small">{text('printerNoneFound')}</p>
      ) : null}
      <div className="row row-wrap">
        {search.found.map((address) => (
          <Button key={addressText(address)} onPress={() => onChoose(address)}>
            {addressText(address)}
          </Button>
        ))}
      </div>
    </div>
  )
}

type AddressFieldsProps = {
  readonly typed: TypedAddress
  readonly onType: (typed: TypedAddress) => void
  readonly onSubmit: () => void
}

const AddressFields = ({ typed, onType, onSubmit }: AddressFieldsProps) => {
  const text = useText()
  const [atNumber, setAtNumber] = useState(false)
  const key = (pressed: KeypadKey) => {
    if (atNumber) return onType({ ...typed, number: typeDigits(typed.number, pressed, 6) })
    onType({ ...typed, where: pressed === '.' ? `${typed.where}.` : typeDigits(typed.where, pressed, 220) })
  }
  if (typed.kind === 'virtual') return null
  return (
    <>
      <div className="row">
        <Field
          label={text(`printerWhere_${typed.kind}`)}
          value={typed.where}
          onChange={(where) => onType({ ...typed, where })}
          onFocus={() => setAtNumber(false)}
          onSubmit={onSubmit}
          maxLength={255}
          testId="printer-where"
        />
        {typed.kind === 'tcp' || typed.kind === 'serial' ? (
          <Field
            label={text(`printerNumber_${typed.kind}`)}
            value={typed.number}
            onChange={(number) => onType({ ...typed, number })}
            onFocus={() => setAtNumber(true)}
            onSubmit={onSubmit}
            inputMode="numeric"
            maxLength={6}
            testId="printer-number"
          />
        ) : null}
      </div>
      <Keypad onKey={key} backLabel={text('backspace')} testPrefix="printer-key" small />
    </>
  )
}

type AddressStepProps = {
  readonly before: PrinterAddress | null
  readonly onDone: (address: PrinterAddress) => void
}

/** Where the printer is: found by a search, or typed. */
export const AddressStep = ({ before, onDone }: AddressStepProps) => {
  const text = useText()
  const [typed, setTyped] = useState(before === null ? emptyAddress('tcp') : typedFrom(before))
  const address = addressFrom(typed)
  const submit = () => {
    if (address !== null) onDone(address)
  }
  return (
    <div className="stack">
      <Found onChoose={(found) => setTyped(typedFrom(found))} />
      <div className="row row-wrap">
        {KINDS.map((kind) => (
          <Button
            key={kind}
            chosen={typed.kind === kind}
            onPress={() => setTyped(emptyAddress(kind))}
            testId={`printer-${kind}`}
          >
            {text(`printerKind_${kind}`)}
          </Button>
        ))}
      </div>
      <AddressFields typed={typed} onType={setTyped} onSubmit={submit} />
      {address === null ? <p className="soft small">{text('printerWrong')}</p> : null}
      <Button kind="go" disabled={address === null} onPress={submit} keyHint="Enter" testId="printer-next">
        {text('printerNext')}
      </Button>
    </div>
  )
}
