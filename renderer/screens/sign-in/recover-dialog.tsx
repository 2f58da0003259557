import { useState } from 'react'
import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isPin } from './is-pin.ts'
import { PinField } from './pin-field.tsx'

/** The way back for a forgotten manager's PIN. The new recovery code is shown once, like the first one. */
export const RecoverDialog = ({ person, onClose }: { readonly person: Staff; readonly onClose: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const [code, setCode] = useState('')
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [newCode, setNewCode] = useState<string | null>(null)
  const recover = async () => {
    if (!isPin(pin)) return setProblem(text('pinShape'))
    const result = await bridge.call['staff.recover']({ id: person.id, code: code.trim(), pin })
    if (result.ok) setNewCode(result.recoveryCode)
    else setProblem(text(`recover_${result.reason}`))
  }
  const title = text('recoverTitle', { name: person.name })
  if (newCode !== null) {
    return (
      <Dialog title={title}>
        <p>{text('recoverDone')}</p>
        <strong className="secret secret-large" data-testid="recovery-code">
          {newCode}
        </strong>
        <p className="soft">{text('recoveryCodeKeep')}</p>
        <Button kind="go" large onPress={onClose} testId="recover-continue">
          {text('setupContinue')}
        </Button>
      </Dialog>
    )
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <Field
        label={text('recoverCode')}
        value={code}
        onChange={setCode}
        autoFocus
        maxLength={60}
        testId="recover-code"
      />
      <PinField
        label={text('recoverNewPin')}
        value={pin}
        onChange={setPin}
        onSubmit={recover}
        keypad={text('backspace')}
        testId="recover-pin"
      />
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <div className="row">
        <Button kind="go" onPress={recover} disabled={code.trim() === ''} testId="recover-ok">
          {text('recoverOk')}
        </Button>
        <Button onPress={onClose}>{text('cancel')}</Button>
      </div>
    </Dialog>
  )
}
