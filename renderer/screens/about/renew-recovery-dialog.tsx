import { useState } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { renewRecovery } from '../../till/renew-recovery.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PinField } from '../sign-in/pin-field.tsx'

/** A new recovery code for who never saw theirs or lost the note of it, allowed by their PIN and shown once. */
export const RenewRecoveryDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText()
  const bridge = useBridge()
  const journal = useJournal()
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const renew = async () => {
    setPin('')
    const renewed = await renewRecovery({ bridge, journal }, pin)
    if (renewed.ok) setCode(renewed.recoveryCode)
    else setProblem(text(`renew_${renewed.reason}`))
  }
  if (code !== null) {
    return (
      <Dialog title={text('renewTitle')}>
        <strong className="secret secret-large" data-testid="recovery-code">
          {code}
        </strong>
        <p className="soft">{text('recoveryCodeKeep')}</p>
        <Button kind="go" large autoFocus onPress={onClose} testId="renew-continue">
          {text('setupContinue')}
        </Button>
      </Dialog>
    )
  }
  return (
    <Dialog title={text('renewTitle')} onClose={onClose}>
      <p>{text('renewBody')}</p>
      <PinField
        label={text('staffManagerPin')}
        value={pin}
        onChange={setPin}
        autoFocus
        onSubmit={renew}
        keypad={text('backspace')}
        testId="renew-pin"
      />
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <div className="row row-between">
        <Button onPress={onClose} keyHint="Esc">
          {text('cancel')}
        </Button>
        <Button kind="go" onPress={renew} disabled={pin === ''} keyHint="Enter" testId="renew-ok">
          {text('renewOk')}
        </Button>
      </div>
    </Dialog>
  )
}
