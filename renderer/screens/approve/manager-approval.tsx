import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { type Text, useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PinField } from '../sign-in/pin-field.tsx'

type Verified = Output<'staff.verify'>

const refusalWords = (refusal: Extract<Verified, { ok: false }>, text: Text): string => {
  switch (refusal.reason) {
    case 'locked':
      return text('approveLocked', { minutes: Math.max(1, Math.ceil(refusal.lockedForMs / 60_000)) })
    case 'wrong_pin':
      return text('approveWrong', { left: refusal.left })
    case 'unknown_person':
      return text('approveNotManager')
  }
}

type ManagerApprovalProps = {
  /** Called with the manager whose PIN was right. */
  readonly onApproved: (manager: Staff) => void
  /** Whether the PIN takes the focus; not while somebody still types into another field. */
  readonly autoFocus?: boolean
}

/** Asks for a manager's PIN for one action; the signed-in person stays signed in. */
export const ManagerApproval = ({ onApproved, autoFocus = true }: ManagerApprovalProps) => {
  const text = useText()
  const bridge = useBridge()
  const [managers, setManagers] = useState<readonly Staff[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void bridge.call['staff.list']({}).then(({ staff }) => setManagers(staff.filter((one) => one.role === 'manager')))
  }, [bridge])
  const manager = managers.find((one) => one.id === chosen) ?? managers[0]
  const verify = async () => {
    if (manager === undefined) return
    // Cleared before the answer comes, which takes a moment: what is typed meanwhile is the next try.
    setPin('')
    const verified = await bridge.call['staff.verify']({ id: manager.id, pin })
    if (!verified.ok) setProblem(refusalWords(verified, text))
    else if (verified.staff.role !== 'manager') setProblem(text('approveNotManager'))
    else onApproved(verified.staff)
  }
  return (
    <section className="stack" data-testid="approval">
      <p>{text('approveTitle')}</p>
      <div className="row row-wrap">
        {managers.map((one) => (
          <Button key={one.id} chosen={one.id === manager?.id} onPress={() => setChosen(one.id)}>
            {one.name}
          </Button>
        ))}
      </div>
      <PinField
        label={text('approvePin')}
        value={pin}
        onChange={setPin}
        autoFocus={autoFocus}
        onSubmit={verify}
        keypad={text('backspace')}
        testId="approve-pin"
      />
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <Button kind="go" onPress={verify} disabled={pin === ''} testId="approve-ok">
        {text('confirm')}
      </Button>
    </section>
  )
}
