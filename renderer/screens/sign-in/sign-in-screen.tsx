import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { recordRecoveries } from '../../till/record-recoveries.ts'
import { today } from '../../till/shift.ts'
import { useTill } from '../../till/till.ts'
import { Button } from '../../ui/button.tsx'
import { isDialogOpen } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useKeyDown } from '../../ui/use-key-down.ts'
import { NoStaff } from './no-staff.tsx'
import { PinPad } from './pin-pad.tsx'
import { RecoverDialog } from './recover-dialog.tsx'
import { usePinEntry } from './use-pin-entry.ts'
import './sign-in.css'

type People = Output<'staff.list'>

const StaffList = ({
  people,
  chosen,
  onChoose,
}: {
  people: People
  chosen: string
  onChoose: (id: string) => void
}) => {
  const text = useText()
  useKeyDown((event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || isDialogOpen()) return
    event.preventDefault()
    const at = people.staff.findIndex(({ id }) => id === chosen)
    const next = people.staff[at + step]
    if (next !== undefined) onChoose(next.id)
  })
  return (
    <div className="stack staff-list">
      <p className="soft">{text('signInWho')}</p>
      {people.staff.map(({ id, name, role }) => (
        <Button key={id} chosen={id === chosen} onPress={() => onChoose(id)} testId={`staff-${id}`}>
          <span>{name}</span>
          <span className="soft small">{text(`role_${role}`)}</span>
        </Button>
      ))}
    </div>
  )
}

type PinEntryProps = { person: Staff; samplePin: string | undefined; onRecovered: () => void }

const PinEntry = ({ person, samplePin, onRecovered }: PinEntryProps) => {
  const text = useText()
  const { pin, setPin, problem, busy, submit } = usePinEntry(person)
  const [recovering, setRecovering] = useState(false)
  return (
    <div className="stack">
      <p>{text('signInPin', { name: person.name })}</p>
      {recovering ? (
        <RecoverDialog
          person={person}
          onClose={() => {
            setRecovering(false)
            onRecovered()
          }}
        />
      ) : (
        <PinPad pin={pin} onChange={setPin} onSubmit={submit} busy={busy} />
      )}
      {problem === null ? null : (
        <Notice tone="danger" testId="pin-problem">
          {problem}
        </Notice>
      )}
      {samplePin === undefined ? null : <p className="soft">{text('signInSamplePin', { pin: samplePin })}</p>}
      {person.role === 'manager' && samplePin === undefined ? (
        <Button kind="quiet" onPress={() => setRecovering(true)} testId="forgot-pin">
          {text('forgotPin')}
        </Button>
      ) : null}
    </div>
  )
}

/** Who is at the till: choose a name, type the PIN. A locked person does not keep the others out. */
export const SignInScreen = () => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const shift = useTill((till) => till.shift)
  const [people, setPeople] = useState<People | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const read = useCallback(async () => {
    await recordRecoveries({ journal, bridge })
    setPeople(await bridge.call['staff.list']({}))
  }, [journal, bridge])
  useEffect(() => {
    void read()
  }, [read])
  if (people === null) return null
  const person = people.staff.find(({ id }) => id === chosen) ?? people.staff[0]
  if (person === undefined) return <NoStaff lost={people.lost} onRecovered={read} />
  return (
    <main className="page sign-in">
      <h1>{text('signInTitle')}</h1>
      {shift === null || shift.businessDate === today() ? null : (
        <Notice testId="shift-from-earlier">{text('shiftFromEarlier', { date: shift.businessDate })}</Notice>
      )}
      <div className="sign-in-columns">
        <StaffList people={people} chosen={person.id} onChoose={setChosen} />
        <PinEntry key={person.id} person={person} samplePin={people.samplePins?.[person.id]} onRecovered={read} />
      </div>
    </main>
  )
}
