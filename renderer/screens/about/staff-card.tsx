import { Fragment, useCallback, useEffect, useState } from 'react'
import type { Role, Staff } from '../../../shared/bridge/staff-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { addStaff } from '../../till/add-staff.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { refusalText } from '../../till/refusal-text.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isPin } from '../sign-in/is-pin.ts'
import { PinPair } from '../sign-in/pin-pair.tsx'
import { RenewRecoveryDialog } from './renew-recovery-dialog.tsx'

const ROLES: readonly Role[] = ['cashier', 'manager']
const NOBODY: { readonly name: string; readonly role: Role; readonly pin: string } = {
  name: '',
  role: 'cashier',
  pin: '',
}

const AddForm = ({ onAdded }: { readonly onAdded: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const [person, setPerson] = useState(NOBODY)
  const [managerPin, setManagerPin] = useState('')
  const [said, setSaid] = useState<{ good: boolean; words: string } | null>(null)
  const add = async () => {
    const result = await addStaff({ bridge, journal }, person, managerPin)
    setManagerPin('')
    if (!result.ok) {
      const words = result.at === 'staff' ? text(`staff_${result.reason}`) : refusalText(result.reason, text)
      return setSaid({ good: false, words })
    }
    setSaid({ good: true, words: text('staffAdded', { name: result.value.name }) })
    setPerson(NOBODY)
    onAdded()
  }
  return (
    <>
      <div className="row">
        {ROLES.map((role) => (
          <Button key={role} chosen={person.role === role} onPress={() => setPerson({ ...person, role })}>
            {text(`role_${role}`)}
          </Button>
        ))}
      </div>
      <Field
        label={text('staffName')}
        value={person.name}
        onChange={(name) => setPerson({ ...person, name })}
        maxLength={40}
        testId="staff-name"
      />
      <PinPair
        first={{
          label: text('staffPin'),
          value: person.pin,
          onChange: (pin) => setPerson({ ...person, pin }),
          testId: 'staff-pin',
        }}
        second={{
          label: text('staffManagerPin'),
          value: managerPin,
          onChange: setManagerPin,
          testId: 'staff-manager-pin',
        }}
        testPrefix="staff-pin-key"
      />
      {said === null ? null : (
        <Notice tone={said.good ? 'good' : 'danger'} testId="staff-said">
          {said.words}
        </Notice>
      )}
      <Button
        onPress={add}
        disabled={person.name.trim() === '' || !isPin(person.pin) || managerPin === ''}
        testId="staff-add"
      >
        {text('staffAdd')}
      </Button>
    </>
  )
}

/** Who may sign in; a manager adds people with their own PIN. */
export const StaffCard = () => {
  const text = useText()
  const bridge = useBridge()
  const manager = useTill((till) => till.staff?.role === 'manager')
  const [people, setPeople] = useState<readonly Staff[]>([])
  const [sample, setSample] = useState(true)
  const [asking, setAsking] = useState<'nothing' | 'somebody' | 'code'>('nothing')
  const read = useCallback(async () => {
    const { staff, samplePins } = await bridge.call['staff.list']({})
    setPeople(staff)
    setSample(samplePins !== null)
  }, [bridge])
  useEffect(() => {
    void read()
  }, [read])
  return (
    <section className="card stack">
      <h2>{text('staffTitle')}</h2>
      <dl className="facts">
        {people.map(({ id, name, role }) => (
          <Fragment key={id}>
            <dt>{text(`role_${role}`)}</dt>
            <dd>{name}</dd>
          </Fragment>
        ))}
      </dl>
      {!manager ? null : asking === 'somebody' ? (
        <AddForm onAdded={read} />
      ) : (
        <div className="row row-wrap">
          <Button onPress={() => setAsking('somebody')} testId="staff-adding">
            {text('staffAdd')}
          </Button>
          {sample ? null : (
            <Button onPress={() => setAsking('code')} testId="renew-recovery">
              {text('renewRecovery')}
            </Button>
          )}
        </div>
      )}
      {asking === 'code' ? <RenewRecoveryDialog onClose={() => setAsking('nothing')} /> : null}
    </section>
  )
}
