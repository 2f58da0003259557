import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { cleanText } from '../../till/order-lines.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { NewPin, useNewPin } from './new-pin.tsx'

type NewManagerFormProps = {
  /** Names to choose from: managers whom the journal tells of. */
  readonly names: readonly string[]
  readonly onSetUp: (manager: { readonly managerName: string; readonly pin: string }) => void
}

/** The first manager of a till that has its history back, but nobody's PIN. */
export const NewManagerForm = ({ names, onSetUp }: NewManagerFormProps) => {
  const text = useText()
  const [typedName, setTypedName] = useState(names[0] ?? '')
  const typed = useNewPin()
  const [asked, setAsked] = useState(false)
  const managerName = cleanText(typedName, 40)
  const submit = () => {
    setAsked(true)
    if (managerName !== '' && typed.pin !== null) onSetUp({ managerName, pin: typed.pin })
  }
  return (
    <section className="card stack">
      <h2>{text('replacedManager')}</h2>
      <div className="row row-wrap">
        {names.map((name) => (
          <Button key={name} chosen={name === typedName} onPress={() => setTypedName(name)}>
            {name}
          </Button>
        ))}
      </div>
      <Field
        label={text('managerName')}
        value={typedName}
        onChange={setTypedName}
        error={asked && managerName === '' ? text('nameNeeded') : null}
        maxLength={40}
        testId="setup-manager"
      />
      <NewPin typed={typed} asked={asked} onSubmit={submit} />
      <Button kind="go" large onPress={submit} testId="restored-begin">
        {text('restoredBegin')}
      </Button>
    </section>
  )
}
