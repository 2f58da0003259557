import { useEffect } from 'react'
import { create } from 'zustand'
import { useText } from '../../i18n/use-text.ts'
import { useBridge } from '../../till/parts.ts'
import type { Permit } from '../../till/permit.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ManagerPermit } from '../approve/manager-approval.tsx'

type Asking = (permit: Permit | null) => void

const usePermit = create<{ permit: Permit | null; asking: Asking | null }>(() => ({ permit: null, asking: null }))

const ask = (): Promise<Permit | null> =>
  new Promise((resolve) => {
    usePermit.getState().asking?.(null)
    usePermit.setState({ permit: null, asking: resolve })
  })

/** The permit for this visit of Settings: a manager is asked for their PIN where there is none. null: nobody gave it. */
export const settingsPermit = async (): Promise<Permit | null> => usePermit.getState().permit ?? ask()

/** Attempts it with the permit that stands; where main allows that no more, once again with a manager's PIN. */
export const withSettingsPermit = async <T,>(
  attempt: (permit: Permit | null) => Promise<T>,
  isRefused: (result: T) => boolean,
): Promise<T> => {
  const first = await attempt(usePermit.getState().permit)
  if (!isRefused(first)) return first
  const permit = await ask()
  return permit === null ? first : attempt(permit)
}

/** Asks for the PIN in front of Settings. Whoever leaves Settings leaves no permit behind. */
export const SettingsPermit = () => {
  const text = useText()
  const bridge = useBridge()
  const asking = usePermit((state) => state.asking)
  const answer = (permit: Permit | null) => {
    usePermit.setState({ permit, asking: null })
    asking?.(permit)
  }
  useEffect(
    () => () => {
      usePermit.getState().asking?.(null)
      usePermit.setState({ permit: null, asking: null })
      void bridge.call['staff.endPermits']({})
    },
    [bridge],
  )
  if (asking === null) return null
  return (
    <Dialog title={text('settingsPermit')} onClose={() => answer(null)} testId="settings-permit">
      <p className="soft">{text('settingsPermitBody')}</p>
      <ManagerPermit action="settings" onPermitted={answer} />
      <Button onPress={() => answer(null)}>{text('back')}</Button>
    </Dialog>
  )
}
