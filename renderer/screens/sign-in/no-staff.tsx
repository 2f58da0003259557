import { useState } from 'react'
import type { LostStaff, Staff } from '../../../shared/bridge/staff-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RecoverDialog } from './recover-dialog.tsx'

type NoStaffProps = { readonly lost: LostStaff | null; readonly onRecovered: () => void }

/**
 * The journal is there but the list of staff is not: what happened, what is safe, and the one way back in, a manager's
 * recovery code. Without the copy that knows the code, only a backup of the file helps.
 */
export const NoStaff = ({ lost, onRecovered }: NoStaffProps) => {
  const text = useText()
  const [recovering, setRecovering] = useState<Staff | null>(null)
  const managers = lost?.managers ?? []
  return (
    <main className="page page-narrow stack" data-testid="staff-lost">
      <h1>{text('staffLostTitle')}</h1>
      <Notice tone="danger">
        {lost?.keptAs ? text('staffUnreadable', { file: lost.keptAs }) : text('staffMissing')}
      </Notice>
      <p>{text(managers.length > 0 ? 'staffLostHow' : 'staffLostBackup')}</p>
      {managers.map((person) => (
        <Button key={person.id} kind="go" large onPress={() => setRecovering(person)} testId={`recover-${person.id}`}>
          {text('staffLostRecover', { name: person.name })}
        </Button>
      ))}
      {recovering === null ? null : (
        <RecoverDialog
          person={recovering}
          onClose={() => {
            setRecovering(null)
            onRecovered()
          }}
        />
      )}
    </main>
  )
}
