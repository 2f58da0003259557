import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type FirstCredentials, ShownOnce } from '../setup/shown-once.tsx'
import { isPin } from './is-pin.ts'

/** The journal is there but the list of staff is not: a manager is made again, so that the till is not locked for good. */
export const NoStaff = ({ onMade }: { readonly onMade: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const [managerName, setManagerName] = useState('')
  const [pin, setPin] = useState('')
  const [failed, setFailed] = useState(false)
  const [made, setMade] = useState<FirstCredentials | null>(null)
  const make = async () => {
    const result = await bridge.call['staff.setUp']({ managerName: managerName.trim(), pin })
    if (result.ok) setMade({ staff: result.staff, recoveryCode: result.recoveryCode, pin, samplePins: null })
    else if (result.reason === 'already_set_up') onMade()
    else setFailed(true)
  }
  if (made !== null) return <ShownOnce credentials={made} onContinue={onMade} />
  return (
    <main className="page page-narrow">
      <Notice>{text('noStaff')}</Notice>
      <Field label={text('managerName')} value={managerName} onChange={setManagerName} maxLength={40} autoFocus />
      <Field label={text('newPin')} value={pin} onChange={setPin} secret inputMode="numeric" maxLength={8} />
      {failed ? <Notice tone="danger">{text('recover_write_failed')}</Notice> : null}
      <Button kind="go" large onPress={make} disabled={managerName.trim() === '' || !isPin(pin)}>
        {text('setupOwn')}
      </Button>
    </main>
  )
}
