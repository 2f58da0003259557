import { useState } from 'react'
import { rateOn, type TaxpayerType } from '../../../shared/tax/tax-rate.ts'
import { useText } from '../../i18n/use-text.ts'
import { cleanText } from '../../till/order-lines.ts'
import type { FirstChoices } from '../../till/set-up.ts'
import { today } from '../../till/shift.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { NewPin, useNewPin } from './new-pin.tsx'

const TAXPAYERS: readonly TaxpayerType[] = ['small_scale', 'general']

type OwnRestaurantFormProps = { readonly busy: boolean; readonly onSetUp: (choices: FirstChoices) => void }

/** Name, kind of taxpayer, manager and PIN of one's own restaurant. */
export const OwnRestaurantForm = ({ busy, onSetUp }: OwnRestaurantFormProps) => {
  const text = useText()
  const [restaurant, setRestaurant] = useState('')
  const [taxpayer, setTaxpayer] = useState<TaxpayerType>('small_scale')
  const [managerName, setManagerName] = useState('')
  const typed = useNewPin()
  const [asked, setAsked] = useState(false)
  const missing = (given: string) => (asked && cleanText(given, 40) === '' ? text('nameNeeded') : null)
  const submit = () => {
    setAsked(true)
    const [name, manager] = [cleanText(restaurant, 40), cleanText(managerName, 40)]
    if (name === '' || manager === '' || typed.pin === null) return
    onSetUp({ restaurant: name, taxpayer, managerName: manager, pin: typed.pin, sample: false })
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
      <NewPin typed={typed} asked={asked} onSubmit={submit} />
      <Button kind="go" large onPress={submit} disabled={busy} testId="setup-own">
        {text('setupOwn')}
      </Button>
    </section>
  )
}
