import { useCallback, useState } from 'react'
import type { Output } from '../../../shared/bridge/bridge.ts'
import type { Staff } from '../../../shared/bridge/staff-methods.ts'
import { useText } from '../../i18n/use-text.ts'
import { useBridge, useJournal } from '../../till/parts.ts'
import { signIn } from '../../till/session.ts'

type Refusal = Extract<Output<'staff.verify'>, { ok: false }>

const useRefusalWords = () => {
  const text = useText()
  return (person: Staff, refusal: Refusal): string => {
    switch (refusal.reason) {
      case 'locked':
        return text('signInLocked', {
          name: person.name,
          minutes: Math.max(1, Math.ceil(refusal.lockedForMs / 60_000)),
        })
      case 'wrong_pin':
        return text('signInWrong', { left: refusal.left })
      case 'unknown_person':
        return text('signInUnknown')
    }
  }
}

/** The PIN being typed for somebody, and what became of it; a right one signs them in. */
export const usePinEntry = (person: Staff | undefined) => {
  const bridge = useBridge()
  const journal = useJournal()
  const words = useRefusalWords()
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const clear = useCallback(() => {
    setPin('')
    setProblem(null)
  }, [])
  const submit = async () => {
    if (person === undefined || pin === '' || busy) return
    setBusy(true)
    // Cleared before the answer comes: what is typed meanwhile is the next try, and must not be wiped.
    setPin('')
    const verified = await bridge.call['staff.verify']({ id: person.id, pin })
    setBusy(false)
    if (verified.ok) signIn(journal, verified.staff)
    else setProblem(words(person, verified))
  }
  return { pin, setPin, problem, busy, submit, clear }
}
