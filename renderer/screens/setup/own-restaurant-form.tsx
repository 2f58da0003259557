import { useState } from 'react'
import { rateOn, type TaxpayerType } from '../../../shared/tax/tax-rate.ts'
import { useText } from '../../i18n/use-text.ts'
import { cleanText } from '../../till/order-lines.ts'
import type { FirstChoices } from '../../till/set-up.ts'
import { today } from '../../till/shift.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { isPin } from '../sign-in/is-pin.ts'
import { PinPair } from '../sign-in/pin-pair.tsx'

const TAXPAYERS: readonly TaxpayerType[] = ['small_scale', 'general']

type OwnRestaurantFormProps = { readonly busy: boolean; readonly onSetUp: (choices: FirstChoices) => void }

/** Name, kind of taxpayer, manager and PIN of one's own restaurant. */
export const OwnRestaurantForm = ({ busy, onSetUp }: OwnRestaurantFormProps) => {
  const text = useText()
  const [restaurant, setRestaurant] = useState('')
  const [taxpayer, setTaxpayer] = useState<TaxpayerType>('small_scale')
  const [managerName, setManagerName] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = (typed: string) => (asked && cleanText(typed, 40) === '' ? text('nameNeeded') : null)
  const complete = cleanText(restaurant, 40) !== '' && cleanText(managerName, 40) !== '' && isPin(pin) && pin === again
  const submit = () => {
    setAsked(true)
    if (!complete) return
    const name = cleanText(restaurant, 40)
    onSetUp({ restaurant: name, taxpayer, managerName: cleanText(managerName, 40), pin, sample: false })
  }
  return (
    <section className="card stack">
      <h2>{text('setupOwnTitle')}</h2>
      <div className="setup-names">
        <Field
          label={text('restaurantName')}
          value={restaurant}
          onChange={setRestaurant}
          error={missing(restaurant)}
          maxLength={40}
          testId="setup-restaurant"
        />
        <Field
          label={text('managerName')}
          value={managerName}
          onChange={setManagerName}
          error={missing(managerName)}
          maxLength={40}
          testId="setup-manager"
        />
      </div>
      <span className="field-label">{text('taxpayer')}</span>
      <div className="row row-wrap">
        {TAXPAYERS.map((kind) => (
          <Button key={kind} chosen={kind === taxpayer} onPress={() => setTaxpayer(kind)} testId={`setup-${kind}`}>
            {text(`taxpayer_${kind}`)}
          </Button>
        ))}
        <span className="soft">{text('taxpayerNow', { rate: rateOn(taxpayer, today()) / 100 })}</span>
      </div>
      <PinPair
        first={{
          label: text('newPin'),
          value: pin,
          onChange: setPin,
          error: asked && !isPin(pin) ? text('pinShape') : null,
          testId: 'setup-pin',
        }}
        second={{
          label: text('newPinAgain'),
          value: again,
          onChange: setAgain,
          error: asked && pin !== again ? text('pinsDiffer') : null,
          onSubmit: submit,
          testId: 'setup-pin-again',
        }}
        testPrefix="setup-pin-key"
      />
      <Button kind="go" large onPress={submit} disabled={busy} testId="setup-own">
        {text('setupOwn')}
      </Button>
    </section>
  )
}
