import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import type { PermitAction } from '../../../shared/bridge/permit.ts'
import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { type Text, useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import type { Permit } from '../../till/permit.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PinField } from '../sign-in/pin-field.tsx'

type Refusal = Extract<Output<'staff.permit'>, { ok: false }>

const refusalWords = (refusal: Refusal, text: Text): string => {
  switch (refusal.reason) {
    case 'locked':
      return text('approveLocked', { minutes: Math.max(1, Math.ceil(refusal.lockedForMs / 60_000)) })
    case 'wrong_pin':
      return text('approveWrong', { left: refusal.left })
    case 'unknown_person':
    case 'not_a_manager':
      return text('approveNotManager')
  }
}

/** The managers: those that are known by now, and all of them once main has said who they are. */
const useManagers = () => {
  const bridge = useBridge()
  const [known, setKnown] = useState<readonly Staff[]>([])
  const all = useRef<Promise<readonly Staff[]>>(Promise.resolve([]))
  useEffect(() => {
    all.current = bridge.call['staff.list']({}).then(({ staff }) => staff.filter((one) => one.role === 'manager'))
    void all.current.then(setKnown)
  }, [bridge])
  return { known, all }
}

type AskManagerProps = {
  /** What becomes of a PIN that was typed for a manager, given by id: null where it was right. */
  readonly onPin: (id: string, pin: string) => Promise<Refusal | null>
  /** Whether the PIN takes the focus; not while somebody still types into another field. */
  readonly autoFocus?: boolean
}

const AskManager = ({ onPin, autoFocus = true }: AskManagerProps) => {
  const text = useText()
  const managers = useManagers()
  const [chosen, setChosen] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const among = (staff: readonly Staff[]) => staff.find((one) => one.id === chosen) ?? staff[0]
  const verify = async () => {
    // Cleared before the answer comes, which takes a moment: what is typed meanwhile is the next try.
    setPin('')
    // A PIN may be typed faster than main says whose it can be.
    const manager = among(await managers.all.current)
    if (manager === undefined) return
    const refusal = await onPin(manager.id, pin)
    if (refusal !== null) setProblem(refusalWords(refusal, text))
  }
  return (
    <section className="stack" data-testid="approval">
      <p>{text('approveTitle')}</p>
      <div className="row row-wrap">
        {managers.known.map((one) => (
          <Button key={one.id} chosen={one === among(managers.known)} onPress={() => setChosen(one.id)}>
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

type ManagerApprovalProps = Pick<AskManagerProps, 'autoFocus'> & {
  /** Called with the manager whose PIN was right. */
  readonly onApproved: (manager: Staff) => void
}

/** Asks for a manager's PIN for one action that the screens see to; the signed-in person stays signed in. */
export const ManagerApproval = ({ onApproved, ...props }: ManagerApprovalProps) => {
  const bridge = useBridge()
  const verify = async (id: string, pin: string): Promise<Refusal | null> => {
    const verified = await bridge.call['staff.verify']({ id, pin })
    if (!verified.ok) return verified
    if (verified.staff.role !== 'manager') return { ok: false, reason: 'not_a_manager', left: 0, lockedForMs: 0 }
    onApproved(verified.staff)
    return null
  }
  return <AskManager {...props} onPin={verify} />
}

type ManagerPermitProps = {
  readonly action: PermitAction
  readonly onPermitted: (permit: Permit) => void
}

/** Asks for a manager's PIN for one action that main sees to; the signed-in person stays signed in. */
export const ManagerPermit = ({ action, onPermitted }: ManagerPermitProps) => {
  const bridge = useBridge()
  const permit = async (id: string, pin: string): Promise<Refusal | null> => {
    const permitted = await bridge.call['staff.permit']({ id, pin, action })
    if (!permitted.ok) return permitted
    onPermitted({ by: permitted.staff.id, secret: permitted.permit })
    return null
  }
  return <AskManager onPin={permit} />
}
