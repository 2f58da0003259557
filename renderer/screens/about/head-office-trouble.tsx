import { useState } from 'react'
import type { SyncStatus } from '../../../shared/bridge/sync-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useTrySync } from '../../till/parts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Asks head office at once, and says how that went. */
const TryNow = () => {
  const text = useText()
  const trySync = useTrySync()
  const [attempt, setAttempt] = useState<'none' | 'trying' | 'failed'>('none')
  const tryNow = async () => {
    setAttempt('trying')
    const { state } = await trySync()
    setAttempt(state === 'retrying' || state === 'stopped' ? 'failed' : 'none')
  }
  return (
    <>
      <Notice testId="office-away">{text(attempt === 'failed' ? 'officeStillAway' : 'officeAway')}</Notice>
      <Button onPress={tryNow} disabled={attempt === 'trying'} testId="office-try">
        {text(attempt === 'trying' ? 'officeTrying' : 'officeTryNow')}
      </Button>
    </>
  )
}

/** What stands between the till and head office, what is safe, and what a person can do; nothing while all is well. */
export const HeadOfficeTrouble = ({ state }: { readonly state: SyncStatus['state'] }) => {
  const text = useText()
  switch (state) {
    case 'standalone':
    case 'idle':
    // The card of the till itself says that its key is gone.
    case 'key_missing':
      return null
    case 'unreachable':
    case 'refused':
      return <TryNow />
    case 'fork':
    case 'frozen':
      return <Notice tone="danger">{text('officeFork')}</Notice>
  }
}
